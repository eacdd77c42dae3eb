// AskService
