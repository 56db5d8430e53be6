package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says each step of each build, for whoever looks for why something was decided. Names and statuses
 * only: events and effects have values of variables in them.
 */
final class StepLog {
  private static final Logger log = LoggerFactory.getLogger(StepLog.class);

  private StepLog() {}

  static void debug(BuildCommit commit, Optional<BuildEvent> event) {
    if (!log.isDebugEnabled()) {
      return;
    }
    Build after = commit.after();
    log.atDebug()
        .addKeyValue("build", after.id())
        .addKeyValue("attempt", after.attempt())
        .addKeyValue("event", event.map(StepLog::name).orElse(""))
        .addKeyValue("before", commit.before().map(StepLog::statuses).orElse(""))
        .addKeyValue("after", statuses(after))
        .addKeyValue("jobs", commit.before().map(before -> jobs(before, after)).orElse(""))
        .addKeyValue(
            "effects", names(commit.effects().stream().map(RecordedEffect::effect).toList()))
        .log("a step of a build is on disk");
  }

  private static String name(Object thing) {
    return thing.getClass().getSimpleName();
  }

  private static String names(List<Effect> effects) {
    return String.join(" ", effects.stream().map(StepLog::name).toList());
  }

  /** Of the build and of the stage that runs. */
  private static String statuses(Build build) {
    return build.status()
        + build.runningStage().map(stage -> " " + stage.id() + "=" + stage.status()).orElse("");
  }

  private static String jobs(Build before, Build after) {
    return String.join(
        " ",
        ChangedJobs.between(before, after).stream()
            .map(job ->
                job.id()
                    + "="
                    + before.find(job.id()).map(JobState::status).map(Enum::name).orElse("")
                    + ">"
                    + job.status())
            .toList());
  }
}
