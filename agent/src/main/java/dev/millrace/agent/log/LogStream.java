package dev.millrace.agent.log;

/** The log of one execution of a task. Its numbers belong to the shipper. */
final class LogStream {
  private final String taskId;
  private final int attempt;
  private final int retry;

  /** Guarded by the shipper's lock, as everything below. */
  private long nextLine;

  private long lostLines;
  private long lostLinesTold;
  private int batchesOnTheWay;

  LogStream(String taskId, int attempt, int retry) {
    this.taskId = taskId;
    this.attempt = attempt;
    this.retry = retry;
  }

  String taskId() {
    return taskId;
  }

  int attempt() {
    return attempt;
  }

  int retry() {
    return retry;
  }

  /** The number of the first of these lines. Only what will be sent gets numbers: no gaps. */
  long number(int lines) {
    long first = nextLine;
    nextLine += lines;
    return first;
  }

  void lose(int lines) {
    lostLines += lines;
  }

  long lostLines() {
    return lostLines;
  }

  /** Lines lost and not yet spoken of in the log. */
  long untoldLoss() {
    return lostLines - lostLinesTold;
  }

  void lossIsTold() {
    lostLinesTold = lostLines;
  }

  void departs() {
    batchesOnTheWay++;
  }

  void arrives() {
    batchesOnTheWay--;
  }

  boolean allArrived() {
    return batchesOnTheWay == 0;
  }
}
