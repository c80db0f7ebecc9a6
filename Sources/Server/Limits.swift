/// What a web request may cost. Every limit of the server stands here; `LimitTests` holds each of them.
package struct Limits: Sendable {
  /// Connections open at once. The next one waits in the system's queue until the longest idle is closed.
  package var connections = 64
  /// Bytes of a request up to and including the empty line after its header.
  package var headBytes = 16 * 1024
  package var headFields = 100
  /// Bytes of body a request may announce.
  package var bodyBytes = 1024 * 1024
  /// From an answer, or from the opening of the connection, to the first byte of the next request.
  package var idleTime = Duration.seconds(30)
  /// From the first byte of a request to the end of its header.
  package var headTime = Duration.seconds(15)
  /// From the end of the header until the answer stands, time in the queue included.
  package var answerTime = Duration.seconds(60)
  /// From the first byte of an answer until the system has taken its last.
  package var sendTime = Duration.seconds(60)
  /// Answers being worked out at once.
  package var answersAtOnce = 4
  /// After a refusal what the client still sends is thrown away for so long and so far, so that it reads
  /// the refusal instead of a reset connection.
  package var farewellTime = Duration.seconds(1)
  package var farewellBytes = 8 * 1024 * 1024
  /// How often deadlines are looked at: each of the times above may be exceeded by this much.
  package var tick = Duration.milliseconds(100)

  package init() {}
}
