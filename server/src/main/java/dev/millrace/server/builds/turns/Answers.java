package dev.millrace.server.builds.turns;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what a turn answers. */
public final class Answers {
  private Answers() {}

  /** There is no answer in time, or nobody waits for it any more; what was asked may be done. */
  public static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Blocks for the answer, at most {@code wait}; throws what the turn threw.
   *
   * @throws NoAnswer if there is none in time, or the thread is interrupted
   */
  public static <A> A await(CompletableFuture<A> answer, Duration wait) {
    try {
      return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw unwrapped(failure);
    } catch (TimeoutException late) {
      throw new NoAnswer("not answered within " + wait, late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted while waiting for an answer", stop);
    }
  }

  private static RuntimeException unwrapped(Exception wrapper) {
    return switch (wrapper.getCause()) {
      case null -> new IllegalStateException(wrapper);
      case CompletionException deeper -> unwrapped(deeper);
      case RuntimeException same -> same;
      case Throwable other -> new IllegalStateException(other);
    };
  }
}
