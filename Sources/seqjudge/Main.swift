import SeqJudgeCommands

@main
struct Main {
    static func main() async {
        SeqJudge.refuseWithoutRoom()
        await SeqJudge.runAndExit()
    }
}
