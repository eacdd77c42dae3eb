import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a route throws into `{code, message, detail, hint}`; what it does not know goes to the log only.
struct ErrorMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: AskContext,
    next: (Request, AskContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as ServiceError {
      if error.code.area != .question { context.logger.info("\(error)") }
      return error.response(requestID: context.id)
    } catch is CancellationError {
      return ServiceError.cancelled.response(requestID: context.id)
    } catch let error as any HTTPResponseError {
      guard error.status != .notFound else {
        return ServiceError.noSuchResource(request.uri.path).response(requestID: context.id)
      }
      context.logger.error("unexpected HTTP error", metadata: ["status": "\(error.status.code)"])
      return ServiceError.unexpectedFault.response(requestID: context.id)
    } catch {
      context.logger.error("unexpected fault", metadata: ["type": "\(type(of: error))"])
      return ServiceError.unexpectedFault.response(requestID: context.id)
    }
  }
}
