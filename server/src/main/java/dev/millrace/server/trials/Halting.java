package dev.millrace.server.trials;

import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.arbiters.JointStore;
import dev.millrace.server.database.Database;
import dev.millrace.server.http.idempotency.KeptAnswers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a test asked for at the start: {@value #POINT}{@code =POINT:N} ends the process when it
 * comes to a {@link HaltPoint} for the N-th time, having written the point into the file that
 * {@value #TRACE} names. Without these, everything is given back as it is.
 */
public final class Halting {
  public static final String POINT = "MILLRACE_HALT";
  public static final String TRACE = "MILLRACE_HALT_TRACE";

  /** Ends nothing. */
  public static final Halting OFF = new Halting(Optional.empty());

  private static final Logger log = LoggerFactory.getLogger(Halting.class);

  private final Optional<Halt> halt;

  private Halting(Optional<Halt> halt) {
    this.halt = halt;
  }

  /**
   * What the environment asks for.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  public static Halting asked(Map<String, String> environment) {
    String wanted = environment.getOrDefault(POINT, "");
    if (wanted.isEmpty()) {
      return OFF;
    }
    int colon = wanted.indexOf(':');
    Optional<HaltPoint> point = HaltPoint.ofKey(colon < 0 ? wanted : wanted.substring(0, colon));
    String times = colon < 0 ? "1" : wanted.substring(colon + 1);
    String trace = environment.getOrDefault(TRACE, "");
    if (point.isEmpty() || !times.matches("[1-9][0-9]{0,6}") || trace.isEmpty()) {
      throw new IllegalArgumentException(
          "%s must be POINT:N, and %s a file, not %s and %s; points are %s"
              .formatted(POINT, TRACE, wanted, trace, points()));
    }
    log.atWarn().addKeyValue("point", wanted).log("this process ends itself, as a test asked");
    return new Halting(Optional.of(new Halt(point.get(), Integer.parseInt(times), Path.of(trace))));
  }

  private static String points() {
    return Arrays.stream(HaltPoint.values()).map(HaltPoint::key).collect(Collectors.joining(", "));
  }

  /** The database, with its points. */
  public Database database(Database database) {
    return halt.<Database>map(asked -> new HaltingDatabase(database, asked)).orElse(database);
  }

  /** The store, with its points. */
  public JointStore stores(JointStore stores) {
    return halt.<JointStore>map(asked -> new HaltingStores(stores, asked)).orElse(stores);
  }

  /** What workers say, with its points. */
  public WorkerEndpoint workers(WorkerEndpoint workers) {
    return halt.<WorkerEndpoint>map(asked -> new HaltingWorkers(workers, asked)).orElse(workers);
  }

  /** Answers that are kept, with their points. */
  public KeptAnswers answers(KeptAnswers answers) {
    return halt.<KeptAnswers>map(asked -> new HaltingAnswers(answers, asked)).orElse(answers);
  }

  /** The points between a step and what follows it. */
  public void watch(Builds builds) {
    halt.ifPresent(asked -> builds.watch(new HaltingWatch(asked)));
  }
}
