import ArgumentParser

/// The command line: thin, every question goes through `AskService`.
struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a factory a question in plain language; get the number and how it was computed.",
    usage: """
      ask                      talk, line by line
      ask "QUESTION"           one answer
      ask < questions.txt      one answer a line
      ask SUBCOMMAND
      """,
    discussion: """
      Exit codes: 0 answered; 2 wrong usage; 3 refused, unclear or unsupported (in a batch: at least one was); \
      4 database; 1 anything else.

      Settings come from flags, else from ASK_DSN, ASK_AS_OF, ASK_LANGUAGE, ASK_GRAMMARS and ASK_DATA_DIR, else from \
      the file that ASK_CONFIG names (~/.config/shoptalk/config.yaml). Without a database named, a private one is used.
      """,
    subcommands: [
      QuestionCommand.self, DemoCommand.self, ServeCommand.self, ImportCommand.self, RollupCommand.self,
      CheckCommand.self,
      TestCommand.self, TimeCommand.self, ExplainCommand.self, StopCommand.self,
    ],
    defaultSubcommand: QuestionCommand.self)
}
