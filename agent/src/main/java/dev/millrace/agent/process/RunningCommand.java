package dev.millrace.agent.process;

import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command from its start to its end, on the thread of its job. */
final class RunningCommand {
  /** Output is over when nothing came for this long after the process has ended. */
  private static final long SILENCE_NANOS = Duration.ofMillis(100).toNanos();

  /** …or after this long, if what it left behind keeps talking. */
  private static final long DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int NO_STATUS = -1;

  private final JobProcesses job;
  private final Marker mark;
  private final int pid;
  private final int processFd;
  private final int outputFd;
  private final Output output;
  private final StopSignal stop;
  private @Nullable TreeKill kill;
  private int status = NO_STATUS;
  private boolean outputEnded;
  private long lastOutputNanos;
  private long endedNanos;

  RunningCommand(
      JobProcesses job, Marker mark, int pid, int outputFd, Output output, StopSignal stop) {
    this.job = job;
    this.mark = mark;
    this.pid = pid;
    this.processFd = job.linux().openProcess(pid);
    this.outputFd = outputFd;
    this.output = output;
    this.stop = stop;
  }

  CommandEnd toItsEnd() {
    while (!isOver()) {
      int due = Math.min(output.tick(), millisToNextDeadline());
      boolean mayRead = !outputEnded && output.hasRoom();
      var ready = job.await(mayRead ? outputFd : -1, status == NO_STATUS ? processFd : -1, due);
      if (ready.first()) {
        read();
      } else if (!mayRead) {
        lastOutputNanos = System.nanoTime(); // it is us who is silent, not the process
      }
      if (ready.second()) {
        reap();
      }
      stopIfAsked();
    }
    job.linux().close(processFd);
    boolean heldOpen = !outputEnded && kill == null;
    if (heldOpen) {
      job.keepDraining(outputFd);
    } else {
      job.linux().close(outputFd);
    }
    var survivors = kill == null ? List.<Sentence>of() : kill.survivors();
    var reason = kill == null ? java.util.Optional.<StopReason>empty() : stop.reason();
    return new CommandEnd(exitCode(status), reason, survivors, heldOpen);
  }

  private boolean isOver() {
    if (kill != null && !kill.isDone()) {
      return false;
    }
    if (status == NO_STATUS) {
      // Only what can't be killed is left.
      return kill != null && !kill.survivors().isEmpty();
    }
    return outputEnded || isDrained();
  }

  private boolean isDrained() {
    long now = System.nanoTime();
    long from = Math.max(lastOutputNanos, endedNanos);
    return output.hasRoom() && (now - from >= SILENCE_NANOS || now - endedNanos >= DRAIN_NANOS);
  }

  private void read() {
    int count = job.read(outputFd, output);
    if (count == 0) {
      outputEnded = true;
    }
    lastOutputNanos = System.nanoTime();
  }

  private void reap() {
    int waited = job.linux().reap(pid, Linux.WNOHANG);
    if (waited >= 0) {
      status = waited;
      endedNanos = System.nanoTime();
    } else if (waited != -Linux.EAGAIN && waited != -Linux.EINTR) {
      throw new IllegalStateException(
          "waiting for process " + pid + " failed with errno " + -waited);
    }
  }

  private void stopIfAsked() {
    // Once the process has ended by itself it is too late to stop it; only its output is awaited.
    if (kill == null && status == NO_STATUS) {
      stop.reason()
          .ifPresent(reason ->
              kill =
                  job.kill(
                      mark, pid, reason == StopReason.LEASE_LOST ? Duration.ZERO : job.grace()));
    }
    if (kill != null) {
      if (stop.reason().orElseThrow() == StopReason.LEASE_LOST) {
        kill.hurryOnce();
      }
      kill.step();
    }
  }

  private int millisToNextDeadline() {
    if (kill != null && !kill.isDone()) {
      return kill.dueInMillis();
    }
    if (status != NO_STATUS) {
      return (int) Duration.ofNanos(SILENCE_NANOS).toMillis();
    }
    long left = Duration.ofNanos(Math.max(0, stop.nanosLeft())).toMillis() + 1;
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  private static int exitCode(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
  }
}
