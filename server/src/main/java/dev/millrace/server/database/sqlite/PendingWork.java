package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.Work;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A work until it is durable. But for {@link #done} it belongs to the thread that writes. */
final class PendingWork<T> {
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

  Optional<String> late() {
    return late;
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
    done.completeExceptionally(reason);
  }
}
