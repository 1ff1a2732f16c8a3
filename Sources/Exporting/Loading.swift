extension ExportFormat {
    /// How the folder is read, as lines of Markdown.
    var loading: [String] {
        [
            "`datasets.load_dataset(\"FOLDER\")` gives the splits, with the types of the columns from the head of this file.",
            "",
        ] + hints
    }

    private var hints: [String] {
        switch self {
        case .verl:
            [
                "verl reads Parquet, and its later versions these files as they are:", "", "```python",
                "from datasets import load_dataset", "",
                "for split, rows in load_dataset(\"FOLDER\").items():",
                "    rows.to_parquet(f\"{split}.parquet\")", "```", "",
                "`data_source` is `seqjudge`, for which verl brings no reward function: name one with",
                "`custom_reward_function.path`.",
            ]
        case .trlPrompt:
            [
                "`GRPOTrainer` takes it as it is. `problem_id` and `ground_truth` reach the reward functions, by these names."
            ]
        case .trlPromptCompletion:
            [
                "`SFTTrainer` takes it as it is, and learns the completion alone: the last program, and not those before."
            ]
        case .shareGPT, .alpaca:
            Self.factory + [
                "All answers of a conversation are learned, those that were wrong as well, unless it has",
                "`mask_history: true`.",
            ]
        case .openAIChat:
            Self.factory + [
                "All answers of a conversation are learned, those that were wrong as well, unless it has",
                "`mask_history: true`. OpenAI's fine-tuning passes over an answer with the member `\"weight\": 0`.",
            ]
        }
    }

    private static let factory = [
        "LLaMA-Factory reads it with this folder as `dataset_dir`, as the data sets that `dataset_info.json` names."
    ]
}
