package dev.millrace.server.database.grouped;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.Work;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A work until it is durable. But for {@link #done} it belongs to the thread that writes. */
final class PendingWork<T> {
  private static final Logger log = LoggerFactory.getLogger(PendingWork.class);

  private final Optional<String> late;
  private final Work<T> work;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private @Nullable T answer;

  /**
   * A work to be done.
   *
   * @param late what it is, for the log, where nobody waits for it
   */
  PendingWork(Optional<String> late, Work<T> work) {
    this.late = late;
    this.work = work;
  }

  boolean isLate() {
    return late.isPresent();
  }

  CompletableFuture<T> done() {
    return done;
  }

  /** Does it, maybe once more; the last answer counts. */
  void in(Rows rows) throws SQLException {
    answer = work.in(rows);
  }

  @SuppressWarnings("NullAway") // a work that answers null has callers who expect that
  void succeeded() {
    done.complete(answer);
  }

  void failed(RuntimeException reason) {
    late.ifPresent(what ->
        log.atWarn()
            .addKeyValue("what", what)
            .setCause(reason)
            .log("what may be lost could not be written"));
    done.completeExceptionally(reason);
  }
}
