/// A row of verl's data for reinforcement learning (verl documentation, "Prepare Data for Post-Training").
struct VerlRow: Encodable {
    struct RewardModel: Encodable {
        var style: String
        var groundTruth: String

        enum CodingKeys: String, CodingKey {
            case style
            case groundTruth = "ground_truth"
        }
    }

    struct ExtraInfo: Encodable {
        var split: String
        var index: Int
        var problemID: String
        var difficulty: Double?
        var family: String?

        enum CodingKeys: String, CodingKey {
            case split, index, difficulty, family
            case problemID = "problem_id"
        }

        /// Members that are not known are null, and not left out: columns have one type.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(split, forKey: .split)
            try container.encode(index, forKey: .index)
            try container.encode(problemID, forKey: .problemID)
            try container.encode(difficulty, forKey: .difficulty)
            try container.encode(family, forKey: .family)
        }
    }

    var dataSource: String
    var prompt: [Dialogue.Message]
    var ability: String
    var rewardModel: RewardModel
    var extraInfo: ExtraInfo

    enum CodingKeys: String, CodingKey {
        case prompt, ability
        case dataSource = "data_source"
        case rewardModel = "reward_model"
        case extraInfo = "extra_info"
    }
}

/// A row of TRL's prompt-only form (TRL documentation, "Dataset formats and types"); further columns go to the reward
/// function and not to the model.
struct TRLPromptRow: Encodable {
    var prompt: [Dialogue.Message]
    var problemID: String
    var groundTruth: String

    enum CodingKeys: String, CodingKey {
        case prompt
        case problemID = "problem_id"
        case groundTruth = "ground_truth"
    }
}

/// A row of TRL's prompt-completion form.
struct TRLCompletionRow: Encodable {
    var prompt: [Dialogue.Message]
    var completion: [Dialogue.Message]
}

/// A row of ShareGPT's form (LLaMA-Factory, data/README).
struct ShareGPTRow: Encodable {
    struct Turn: Encodable {
        var from: String
        var value: String
    }

    var conversations: [Turn]
    var system: String
}

/// A row of Alpaca's form (LLaMA-Factory, data/README): earlier rounds are its history.
struct AlpacaRow: Encodable {
    var instruction: String
    var input: String
    var output: String
    var system: String
    var history: [[String]]
}

/// A row of OpenAI's form for fine-tuning chat models.
struct OpenAIRow: Encodable {
    var messages: [Dialogue.Message]
}
