package dev.millrace.server.builds.queues;

import dev.millrace.engine.queue.PipelineNumbers;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterKind.EntryChanges;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.builds.sql.TextFields;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The counters of pipelines, kept apart from queues because builds of one pipeline may go to queues
 * of several groups. Nobody's turn guards them: their version does, in the commit that changes
 * them.
 */
final class Numbering {
  private final ArbiterStore store;

  Numbering(ArbiterStore store) {
    this.store = store;
  }

  /** Counters and the version they are at. */
  record Counted(ArbiterId id, long version, PipelineNumbers numbers) {
    /** The commit after which they are {@code next}. */
    ArbiterCommit to(PipelineNumbers next) {
      return new ArbiterCommit(
          id,
          version,
          write(next),
          new EntryChanges(List.of(), List.of()),
          Set.of(),
          List.of(),
          List.of());
    }
  }

  Counted of(PipelineId pipeline) {
    var id = new ArbiterId("numbers", pipeline.value());
    Optional<StoredArbiter> stored = store.load(id);
    return new Counted(
        id,
        stored.map(StoredArbiter::version).orElse(0L),
        stored.map(found -> read(found.head())).orElse(PipelineNumbers.NONE));
  }

  private static String write(PipelineNumbers numbers) {
    return new TextFields()
        .put("last", numbers.last())
        .put("day", numbers.day())
        .put("last_of_day", numbers.lastOfDay())
        .put("initial_version", numbers.initialVersion())
        .put("next_version", numbers.nextVersion())
        .written();
  }

  private static PipelineNumbers read(String text) {
    var fields = new TextFields(text);
    return new PipelineNumbers(
        fields.number("last"),
        LocalDate.parse(fields.text("day")),
        fields.count("last_of_day"),
        fields.number("initial_version"),
        fields.number("next_version"));
  }
}
