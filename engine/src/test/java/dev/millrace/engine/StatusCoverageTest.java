package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.StatusTable;
import dev.millrace.engine.state.TaskStatus;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every event has met every status, and every step that is allowed was taken; but for what
 * docs/rules/never-met.md says can't be, and why.
 */
class StatusCoverageTest {
  private static final String PAGE = "never-met.md";
  private static final Visited VISITED = Visited.byRandomHistories();

  @Test
  void every_event_has_met_every_status_but_those_it_can_not_meet() {
    var wrong = new ArrayList<String>();
    var impossible = new TreeSet<String>();
    for (Row row : RuleTable.rows(PAGE, "Events")) {
      Enum<?> status = status(row, "status");
      for (String event : events(row)) {
        impossible.add(pair(row.get("level"), status, event));
        if (VISITED.in(status).containsKey(event)) {
          wrong.add(row.where() + ": " + event + " is said to be impossible and was met");
        }
      }
    }

    Visited.LEVELS.forEach((level, statuses) -> {
      for (Enum<?> status : statuses.getEnumConstants()) {
        for (String event : VISITED.events()) {
          String pair = pair(level, status, event);
          if (!impossible.contains(pair) && !VISITED.in(status).containsKey(event)) {
            wrong.add(pair + " was never met, and docs/rules/" + PAGE + " does not say why");
          }
        }
      }
    });

    assertThat(wrong).isEmpty();
  }

  @Test
  void an_event_of_every_type_was_tried() {
    var types = new TreeSet<String>();
    EventSamples.types().forEach(type -> types.add(type.getSimpleName()));

    var tried = new TreeSet<String>();
    VISITED.events().forEach(event -> tried.add(event.replaceFirst(" .*", "")));

    assertThat(tried).isEqualTo(types);
  }

  @Test
  void every_allowed_step_was_taken_but_those_within_one_event() {
    var unseen = new TreeSet<String>();
    unseen.addAll(unseen("build", StatusTable.BUILD, BuildStatus.values()));
    unseen.addAll(unseen("stage", StatusTable.STAGE, StageStatus.values()));
    unseen.addAll(unseen("job", StatusTable.JOB, JobStatus.values()));
    unseen.addAll(unseen("task", StatusTable.TASK, TaskStatus.values()));

    var unseeable = new TreeSet<String>();
    for (Row row : RuleTable.rows(PAGE, "Steps")) {
      unseeable.add(row.get("level") + " " + status(row, "from") + " → " + status(row, "to"));
    }

    assertThat(unseen).as("steps nobody took, as in docs/rules/" + PAGE).isEqualTo(unseeable);
  }

  private static <S extends Enum<S>> Set<String> unseen(
      String level, StatusTable<S> table, S[] statuses) {
    var unseen = new TreeSet<String>();
    for (S from : statuses) {
      var seen = new TreeSet<String>();
      VISITED.in(from).values().forEach(seen::addAll);
      table.after(from).stream()
          .filter(to -> !seen.contains(to.name()))
          .forEach(to -> unseen.add(level + " " + from + " → " + to));
    }
    return unseen;
  }

  private static String pair(String level, Enum<?> status, String event) {
    return level + " " + status + " × " + event;
  }

  private static Set<String> events(Row row) {
    String event = row.get("event");
    if (event.equals("any")) {
      return VISITED.events();
    }
    if (!VISITED.events().contains(event)) {
      throw row.wrong("there is no event " + event);
    }
    return Set.of(event);
  }

  private static Enum<?> status(Row row, String column) {
    Class<? extends Enum<?>> statuses = Visited.LEVELS.get(row.get("level"));
    if (statuses == null) {
      throw row.wrong("there is no level " + row.get("level"));
    }
    for (Enum<?> status : statuses.getEnumConstants()) {
      if (status.name().equals(row.get(column))) {
        return status;
      }
    }
    throw row.wrong("a " + row.get("level") + " has no status " + row.get(column));
  }
}
