import ArgumentParser
import Rewards

/// The parameters of the reward.
struct RewardArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "alpha: how much more a right answer to a problem that nobody solves is worth.",
            valueName: "number"))
    var solvabilityWeight = RewardParameters().solvabilityWeight

    @Option(
        help: ArgumentHelp(
            "beta: the share of a right answer's reward that hangs on its own cases.", valueName: "number"))
    var caseWeight = RewardParameters().caseWeight

    @Option(
        help: ArgumentHelp("gamma: what right cases are worth beside a wrong answer.", valueName: "number"))
    var wrongAnswerCredit = RewardParameters().wrongAnswerCredit

    @Option(
        help: ArgumentHelp("epsilon: where the logarithm of solvability is cut off.", valueName: "number"))
    var solvabilityFloor = RewardParameters().solvabilityFloor

    @Option(
        help: ArgumentHelp(
            "kappa: wrong cases that are thought of besides the model's own.", valueName: "number"))
    var caseSmoothing = RewardParameters().caseSmoothing

    mutating func validate() throws {
        if let fault = parameters.fault { throw ValidationError("Reward: \(fault).") }
    }

    /// The parameters as given.
    var parameters: RewardParameters {
        var parameters = RewardParameters()
        parameters.solvabilityWeight = solvabilityWeight
        parameters.caseWeight = caseWeight
        parameters.wrongAnswerCredit = wrongAnswerCredit
        parameters.solvabilityFloor = solvabilityFloor
        parameters.caseSmoothing = caseSmoothing
        return parameters
    }
}
