package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.MailboxFull;
import dev.millrace.server.builds.arbiters.ArbiterStep.Timer;
import dev.millrace.server.builds.turns.Residents;
import dev.millrace.server.builds.turns.TimerClock;
import dev.millrace.server.builds.turns.Turns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arbiters of one kind in this process. Safe from any thread; what is answered is on disk.
 *
 * <p>An arbiter that nobody has told anything is there all the same, fresh.
 */
public final class Arbiters<S, E, M> implements AutoCloseable {
  /** Requests that may wait for one arbiter; what builds tell it may go beyond. */
  public static final int MAX_WAITING = 1_000;

  /** Arbiters kept in memory; others are read when something happens to them. */
  static final int MAX_IN_MEMORY = 2_000;

  /** After how long a timer is brought, or a message delivered, once more that was not taken. */
  static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Arbiters.class);

  private final ArbiterKind<S, E, M> kind;
  private final ArbiterStore store;
  private final Courier<M> courier;
  private final ArbiterRunner<S, E, M> runner;
  private final TimerClock<String, Due<S, E, M>> timers;
  private final Residents<String, Mailbox<S, E, M>> live;

  private record Mailbox<S, E, M>(LiveArbiter<S, E, M> arbiter, Turns<Runnable> turns) {}

  /** What is due: it is done on the arbiter's turn, and once more later if that fails. */
  private record Due<S, E, M>(String key, Function<LiveArbiter<S, E, M>, Object> deed) {}

  /** Starts the loop on virtual threads. */
  public static <S, E, M> Arbiters<S, E, M> open(
      ArbiterKind<S, E, M> kind, ArbiterStore store, Courier<M> courier, InstantSource clock) {
    var arbiters =
        new Arbiters<>(
            kind,
            store,
            courier,
            clock,
            turn -> Thread.ofVirtual().name(kind.kind()).start(turn),
            MAX_IN_MEMORY);
    arbiters.timers.start(kind.kind() + "-timers");
    return arbiters;
  }

  /**
   * For a simulation, which gives {@code turns} a thread itself and calls {@link #bringDueTimers}.
   */
  public Arbiters(
      ArbiterKind<S, E, M> kind,
      ArbiterStore store,
      Courier<M> courier,
      InstantSource clock,
      Executor turns,
      int inMemory) {
    this.kind = kind;
    this.store = store;
    this.courier = courier;
    this.runner = new ArbiterRunner<>(kind, store, clock, new Wires());
    this.timers = new TimerClock<>(clock, this::due);
    this.live =
        new Residents<>(
            inMemory,
            name -> new Mailbox<>(new LiveArbiter<>(name), new Turns<>(turns, Runnable::run)));
  }

  /** Tells an arbiter that something happened; answers what it is then. */
  public CompletableFuture<S> tell(String name, E event) {
    return post(name, arbiter -> runner.decide(arbiter, ruled(event)), Integer.MAX_VALUE);
  }

  /** As {@link #decide}, for what builds say: no mailbox is too full for it. */
  public <A> CompletableFuture<A> tell(String name, Decider<S, E, M, A> decider) {
    return post(name, arbiter -> runner.decide(arbiter, decider), Integer.MAX_VALUE);
  }

  private Decider<S, E, M, S> ruled(E event) {
    return (state, now, _) -> {
      ArbiterStep<S, E, M> step = kind.on(state, event, now);
      return Verdict.of(step, step.next());
    };
  }

  /**
   * Has something decided on an arbiter's turn, with what shall be committed together.
   *
   * @throws MailboxFull if too many wait already
   */
  public <A> CompletableFuture<A> decide(String name, Decider<S, E, M, A> decider) {
    return post(name, arbiter -> runner.decide(arbiter, decider), MAX_WAITING);
  }

  /** The arbiter as of its last commit. */
  public S find(String name) {
    return live.peek(name)
        .flatMap(mailbox -> mailbox.arbiter().visible())
        .orElseGet(() -> kind.read(name, store.load(kind.idOf(name))));
  }

  /**
   * Takes up what a process before this one left: delivers what was not known to be delivered, and
   * brings timers, also those overdue. Called once, before anything else; blocks until it is done.
   */
  public void recover() {
    List<CompletableFuture<S>> resumed = recoverLater();
    for (CompletableFuture<S> one : resumed) {
      try {
        S _ = one.join();
      } catch (RuntimeException failure) {
        log.atError()
            .addKeyValue("arbiter", kind.kind())
            .setCause(failure)
            .log("an arbiter could not be taken up");
      }
    }
  }

  /** As {@link #recover}, without waiting. */
  public List<CompletableFuture<S>> recoverLater() {
    return store.busy(kind.kind()).stream()
        .map(name -> post(name, runner::resume, Integer.MAX_VALUE))
        .toList();
  }

  /** Brings what is due; {@link #open} has a thread for it. */
  public void bringDueTimers() {
    timers.bringDue();
  }

  /** When the next is due. */
  public Optional<Instant> nextDue() {
    return timers.nextDue();
  }

  private <A> CompletableFuture<A> post(
      String name, Function<LiveArbiter<S, E, M>, A> deed, int limit) {
    Mailbox<S, E, M> mailbox = live.acquire(name);
    var answer = new CompletableFuture<A>();
    if (!mailbox.turns().post(() -> read(mailbox.arbiter(), deed, answer), limit)) {
      live.release(name);
      throw new MailboxFull(kind.idOf(name).toString(), limit);
    }
    return answer.whenComplete((_, _) -> live.release(name));
  }

  private <A> void read(
      LiveArbiter<S, E, M> arbiter,
      Function<LiveArbiter<S, E, M>, A> deed,
      CompletableFuture<A> answer) {
    try {
      answer.complete(deed.apply(arbiter));
    } catch (RuntimeException failure) {
      // The sender hears of it; the arbiter goes on with the next.
      answer.completeExceptionally(failure);
    } catch (Error failure) {
      answer.completeExceptionally(failure);
      throw failure;
    }
  }

  private void due(String name, Due<S, E, M> due) {
    var _ =
        post(name, due.deed(), Integer.MAX_VALUE)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("arbiter", kind.idOf(name))
                    .addKeyValue("due", due.key())
                    .setCause(failure)
                    .log("what was due could not be done and will be again");
                timers.setAgain(name, due.key(), AGAIN_AFTER, due);
              }
            });
  }

  private final class Wires implements ArbiterRunner.Desk<S, E, M> {
    @Override
    public void timerSet(String arbiter, Timer<E> timer) {
      timers.set(
          arbiter,
          timer.key(),
          timer.due(),
          new Due<>(timer.key(), live -> runner.fire(live, timer)));
    }

    @Override
    public void timerCleared(String arbiter, String key) {
      timers.clear(arbiter, key);
    }

    @Override
    public void deliver(String arbiter, EffectKey key, M message) {
      var _ =
          delivered(arbiter, message)
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  settle(arbiter, key);
                } else {
                  log.atWarn()
                      .addKeyValue("arbiter", kind.idOf(arbiter))
                      .addKeyValue("effect", message.getClass().getSimpleName())
                      .setCause(failure)
                      .log("a message could not be delivered and will be again");
                  deliverAgain(arbiter, key);
                }
              });
    }

    private CompletableFuture<?> delivered(String arbiter, M message) {
      try {
        return courier.deliver(arbiter, message);
      } catch (RuntimeException refused) {
        return CompletableFuture.failedFuture(refused);
      }
    }
  }

  private void settle(String name, EffectKey key) {
    var _ =
        post(
            name,
            arbiter -> {
              runner.settle(arbiter, key);
              return key;
            },
            Integer.MAX_VALUE);
  }

  private void deliverAgain(String name, EffectKey key) {
    String timer = "message:" + key;
    timers.setAgain(
        name,
        timer,
        AGAIN_AFTER,
        new Due<>(
            timer,
            arbiter -> {
              runner.redeliver(arbiter, key);
              return key;
            }));
  }

  /** Stops: nothing is brought any more. The store is the caller's to close, afterwards. */
  @Override
  public void close() {
    timers.close();
  }
}
