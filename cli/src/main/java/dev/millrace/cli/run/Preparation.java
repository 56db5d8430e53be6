package dev.millrace.cli.run;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.local.LocalBuild;
import dev.millrace.cli.local.LocalPipeline;
import dev.millrace.cli.pipelines.PipelineFile;
import dev.millrace.cli.pipelines.ProblemLines;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.engine.StartCheck;
import dev.millrace.engine.StartWording;
import dev.millrace.engine.UnsupportedFeature;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.wording.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** From the file to a build that may start, saying everything that speaks against it. */
final class Preparation {
  private final Session session;
  private final RunOptions options;
  private final boolean canAsk;

  /**
   * A preparation.
   *
   * @param canAsk whether a person is there to be asked while the build runs
   */
  Preparation(Session session, RunOptions options, boolean canAsk) {
    this.session = session;
    this.options = options;
    this.canAsk = canAsk;
  }

  /** A build not yet numbered; empty: it can't be started, and why has been said. */
  Optional<Draft> draft() {
    return pipeline().flatMap(this::checked);
  }

  /** A build whose number and id come with its folder. */
  record Draft(
      Pipeline pipeline, SequencedMap<String, String> values, RunOptions options, String user) {
    StartRequest in(LocalBuild folder, Path file) {
      return request(folder.id(), LocalPipeline.idOf(file), folder.number());
    }

    private StartRequest request(BuildId id, PipelineId pipelineId, long number) {
      var builtIn = new LinkedHashMap<String, VariableValue>();
      builtIn.put("BK_CI_START_TYPE", VariableValue.plain("MANUAL"));
      builtIn.put("BK_CI_START_USER_NAME", VariableValue.plain(user));
      return new StartRequest(
          id,
          LocalPipeline.PROJECT,
          pipelineId,
          pipeline,
          values,
          builtIn,
          options.jobs(),
          number,
          false,
          List.of());
    }
  }

  private Optional<Pipeline> pipeline() {
    PipelineFile file;
    try {
      file = PipelineFile.open(session.folder(), options.file());
    } catch (PipelineFile.Unreadable unreadable) {
      session.complain(unreadable.key(), options.file());
      return Optional.empty();
    }
    ReadResult result = file.expanded();
    var shown = new ProblemLines(session.texts(), file::source);
    for (Problem problem : result.problems()) {
      shown.of(problem).forEach(session.console()::printError);
    }
    return result
        .pipeline()
        .map(written -> LocalPipeline.of(written, nameOf(options.file()), session.user()));
  }

  private static String nameOf(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private Optional<Draft> checked(Pipeline pipeline) {
    var draft = new Draft(pipeline, options.values(), options, session.user());
    List<Sentence> against =
        StartCheck.problemsOf(
            draft.request(new BuildId("local"), new PipelineId("local"), 1).unnumbered());
    against.forEach(
        sentence -> session.complain("run.refused", SafeText.plain(session.texts().say(sentence))));
    if (!against.isEmpty() || !isAnswered(pipeline)) {
      return Optional.empty();
    }
    noteMachines(pipeline);
    noteAlone(pipeline);
    UnsupportedFeature.in(pipeline).stream()
        .filter(feature -> !feature.name().startsWith("runs-on"))
        .forEach(this::note);
    return Optional.of(draft);
  }

  private boolean isAnswered(Pipeline pipeline) {
    var problems = new ArrayList<String>();
    AheadCheck.of(
        pipeline,
        options.jobs(),
        options.answers(),
        canAsk,
        (key, arguments) -> problems.add(session.texts().get(key, arguments)));
    problems.forEach(problem -> session.complain("run.refused", SafeText.plain(problem)));
    return problems.isEmpty();
  }

  private void noteMachines(Pipeline pipeline) {
    List<Job> jobs = LocalPipeline.wantingOtherMachines(pipeline);
    if (!jobs.isEmpty()) {
      String names =
          jobs.stream().map(job -> SafeText.plain(job.id())).collect(Collectors.joining(", "));
      note("runs-on", names, session.texts().get("run.here", names));
    }
  }

  /** What builds have together elsewhere, and runs on one machine don't. */
  private void noteAlone(Pipeline pipeline) {
    String place = session.texts().say(StartWording.THE_PIPELINE.of());
    switch (pipeline.concurrency().lock()) {
      case SINGLE, SINGLE_LOCK, GROUP_LOCK ->
          note("concurrency", place, session.texts().get("run.concurrency-alone"));
      case MULTIPLE, LOCK -> {}
    }
    if (takesMutex(pipeline)) {
      note("mutex", place, session.texts().get("run.mutex-alone"));
    }
    boolean counts =
        pipeline
            .recommendedVersion()
            .filter(RecommendedVersion::enabled)
            .filter(version -> version.strategy() != BuildNumberStrategy.CONSTANT)
            .isPresent();
    if (counts) {
      noteNumber("recommended-version", place, "BK_CI_BUILD_NO");
    }
    if (pipeline.settings().customBuildNumber().orElse("").contains("BUILD_NO_OF_DAY")) {
      noteNumber("custom-build-num", place, "BUILD_NO_OF_DAY");
    }
  }

  private static boolean takesMutex(Pipeline pipeline) {
    return LocalPipeline.jobsOf(pipeline).anyMatch(job -> job.mutex().isPresent());
  }

  private void noteNumber(String feature, String place, String number) {
    note(feature, place, session.texts().get("run.numbers-alone", number));
  }

  private void note(UnsupportedFeature feature) {
    note(
        feature.name(),
        session.texts().say(feature.place()),
        session
            .texts()
            .get("run.unsupported", feature.place(), feature.name(), feature.consequence()));
  }

  private void note(String feature, String place, String sentence) {
    if (options.json()) {
      new JsonLine()
          .with("event", "note")
          .with("at", session.clock().instant().toString())
          .with("feature", feature)
          .with("place", place)
          .with("message", sentence)
          .printTo(session.console());
    } else {
      session
          .console()
          .print(
              Line.of(Style.YELLOW, session.texts().get("warning") + " ")
                  .plus(Style.PLAIN, SafeText.plain(sentence)));
    }
  }
}
