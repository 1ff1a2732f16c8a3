import ArgumentParser
import SeqJudgeCommands

@main
struct Main {
    static func main() async {
        await SeqJudge.main()
    }
}
