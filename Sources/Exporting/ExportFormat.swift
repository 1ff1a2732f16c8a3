/// A form of training data, by who reads it.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// verl: `data_source`, `prompt`, `ability`, `reward_model`, `extra_info`.
    case verl
    /// TRL's prompt-only form: `prompt`, and columns that reach the reward function only.
    case trlPrompt = "trl-prompt"
    /// TRL's prompt-completion form: `prompt`, `completion`.
    case trlPromptCompletion = "trl-prompt-completion"
    /// ShareGPT's, as LLaMA-Factory reads it: `conversations`, `system`.
    case shareGPT = "sharegpt"
    /// Alpaca's, as LLaMA-Factory reads it: `instruction`, `input`, `output`, `system`, `history`.
    case alpaca
    /// OpenAI's fine-tuning form: `messages`.
    case openAIChat = "openai-chat"

    /// Whether rows are made of problems, for reinforcement learning; otherwise of conversations, for supervised training.
    public var isForReinforcement: Bool { self == .verl || self == .trlPrompt }
}
