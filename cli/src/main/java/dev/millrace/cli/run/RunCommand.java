package dev.millrace.cli.run;

import dev.millrace.agent.process.JobProcesses;
import dev.millrace.agent.worker.Leftovers;
import dev.millrace.agent.worker.WorkerSettings;
import dev.millrace.cli.local.Folders;
import dev.millrace.cli.local.HostMachines;
import dev.millrace.cli.local.KeptWorkspaces;
import dev.millrace.cli.local.LocalBuild;
import dev.millrace.cli.local.LocalBuilds;
import dev.millrace.cli.questions.Keyboard;
import dev.millrace.cli.questions.TerminalAsking;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.view.Symbols;
import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.RetryCheck;
import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.server.LocalPlatform;
import dev.millrace.server.StateFolderInUse;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.wording.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code millrace run FILE}: runs a pipeline on this machine and answers how it went. */
public final class RunCommand {
  /** Between asking a task's processes to end and killing them. */
  private static final Duration KILL_GRACE = Duration.ofSeconds(3);

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  private final Session session;
  private final RunOptions options;
  private final LocalBuilds builds;
  private final Symbols symbols;
  private final Optional<TerminalAsking> asking;

  /**
   * A command with its options.
   *
   * @param keyboard of the person who can be asked; empty: nobody
   */
  public RunCommand(Session session, RunOptions options, Optional<Keyboard> keyboard) {
    this.session = session;
    this.options = options;
    this.builds = new LocalBuilds(session.stateFolder());
    // Whoever reads JSON is a program, and a question among the lines would break it.
    this.asking =
        keyboard
            .filter(_ -> !options.json())
            .map(lines -> new TerminalAsking(session.console(), session.texts(), lines));
    this.symbols = session.console().showsUnicode() ? Symbols.UNICODE : Symbols.ASCII;
  }

  /** Runs to the end of the build. */
  public ExitCode run() {
    if (!JobProcesses.areSupported()) {
      session.complain("run.system", System.getProperty("os.name"));
      return ExitCode.OUR_FAULT;
    }
    return options.again().map(this::goOn).orElseGet(this::begin);
  }

  private ExitCode begin() {
    Optional<Preparation.Draft> draft =
        new Preparation(session, options, asking.isPresent()).draft();
    if (draft.isEmpty()) {
      return ExitCode.INVALID;
    }
    LocalBuild mine = builds.create();
    builds.prune();
    StartRequest request = draft.get().in(mine, file());
    mine.write(
        new LocalBuild.About(
            request.pipeline().name(),
            file(),
            session.folder(),
            session.clock().instant(),
            Optional.empty(),
            Optional.empty()));
    try {
      return within(
          mine,
          session.folder(),
          platform ->
              Optional.of(() -> {
                var _ = platform.queues().start(request);
              }));
    } catch (StartRefused refused) {
      refused
          .problems()
          .forEach(problem ->
              session.complain("run.refused", SafeText.plain(session.texts().say(problem))));
      Folders.delete(mine.folder());
      return ExitCode.INVALID;
    }
  }

  private Path file() {
    return session.folder().resolve(options.file()).normalize();
  }

  private ExitCode goOn(Again again) {
    Optional<LocalBuild> last = builds.newestOf(file());
    if (last.isEmpty()) {
      session.complain("run.nothing-to-go-on", options.file());
      return ExitCode.INVALID;
    }
    LocalBuild mine = last.get();
    LocalBuild.About about = mine.about().orElseThrow();
    if (mine.isLive()) {
      session.complain("run.is-live", mine.number());
      return ExitCode.INVALID;
    }
    if (about.status().equals(Optional.of(BuildStatus.SUCCEED))) {
      session.complain("run.has-succeeded", mine.number());
      return ExitCode.INVALID;
    }
    if (about.status().equals(Optional.of(BuildStatus.STAGE_SUCCESS))) {
      session.complain("run.was-rejected", mine.number());
      return ExitCode.INVALID;
    }
    return within(
        mine,
        about.sources(),
        platform ->
            wish(mine, again, platform)
                .map(wish ->
                    () -> {
                      mine.write(about.again());
                      platform.endInterrupted();
                      var _ = platform.builds().send(mine.id(), wish);
                    }));
  }

  /** What to ask of the build; empty: it can't be, and why has been said. */
  private Optional<RetryRequested> wish(LocalBuild mine, Again again, LocalPlatform platform) {
    Optional<Build> found = platform.builds().find(mine.id());
    if (found.isEmpty()) {
      session.complain("build.never-began", mine.number());
      return Optional.empty();
    }
    Build build = over(found.get());
    // Whoever runs pipelines on a machine of their own may do everything there.
    Optional<RetryRequested> wish =
        new AgainScope(session, build)
            .of(again)
            .map(scope -> RetryRequested.of(build, session.user(), scope, true));
    Optional<Sentence> problem =
        wish.flatMap(some -> RetryCheck.problemOf(build, some, session.clock().instant()));
    problem.ifPresent(why ->
        session.complain("run.not-again", mine.number(), SafeText.plain(session.texts().say(why))));
    return problem.isPresent() ? Optional.empty() : wish;
  }

  /** The build as it will be once it has been told that its process is gone. */
  private Build over(Build build) {
    return build.status().isFinished()
        ? build
        : BuildLifecycle.on(build, LocalPlatform.INTERRUPTED, session.clock().instant()).next();
  }

  /** Opens the platform for the build, has it started, watches it to its end. */
  private ExitCode within(
      LocalBuild mine, Path sources, Function<LocalPlatform, Optional<Runnable>> preparation) {
    var settings =
        WorkerSettings.in(mine.workspaces())
            .withKillGrace(KILL_GRACE)
            .withKeptOut(List.of(session.stateFolder(), builds.folder()))
            .withLanguage(session.texts().language());
    Build end;
    boolean wasAsked;
    try (var platform =
        LocalPlatform.open(
            mine.folder(),
            sources,
            session.clock(),
            server ->
                new HostMachines(
                    new KeptWorkspaces(server, mine.workspaces()),
                    settings,
                    session.clock(),
                    options.jobsAtOnce()))) {
      Optional<Runnable> start = preparation.apply(platform);
      if (start.isEmpty()) {
        return ExitCode.INVALID;
      }
      try (var reporter = reporter()) {
        var watch = new BuildWatch(mine.id(), platform.logs(), reporter);
        var desk =
            new Desk(platform.builds(), mine.id(), session, options.answers(), asking, reporter);
        var reviews = new ReviewDesk(desk);
        var tasks = new TaskDesk(desk);
        try (var listening = platform.builds().listen(watch);
            reviews;
            tasks;
            var _ = platform.builds().listen(reviews);
            var _ = platform.builds().listen(tasks);
            var cancelling = new Cancelling(platform, mine.id(), reporter)) {
          sweep(settings);
          start.get().run();
          cancelling.begun();
          end = platform.builds().awaitEnd(mine.id(), AS_LONG_AS_IT_TAKES);
          // However slowly the output is taken, such as by a pager, none of it is left out.
          var _ = listening.awaitCaughtUp(AS_LONG_AS_IT_TAKES);
          wasAsked = cancelling.wasAsked();
        }
      }
      new Summary(session, symbols, options).print(mine, end, platform.logs());
    } catch (StateFolderInUse live) {
      session.complain("run.is-live", mine.number());
      return ExitCode.INVALID;
    }
    finish(mine, end);
    return switch (end.status()) {
      case SUCCEED -> ExitCode.SUCCESS;
      case QUEUE_TIMEOUT -> ExitCode.BUILD_FAILED;
      case FAILED -> wasAsked ? ExitCode.INTERRUPTED : ExitCode.BUILD_FAILED;
      case CANCELED -> ExitCode.INTERRUPTED;
      case STAGE_SUCCESS -> wasAsked ? ExitCode.INTERRUPTED : ExitCode.REJECTED;
      case TRIGGER_REVIEWING, QUEUE, RUNNING, PAUSE ->
          throw new IllegalStateException("build " + end.id() + " has no end");
    };
  }

  /** What a killed process left running must not go on beside the same task's next execution. */
  private static void sweep(WorkerSettings settings) {
    List<Sentence> survivors = Leftovers.sweep(settings).survivors();
    if (!survivors.isEmpty()) {
      log.atWarn()
          .addKeyValue("processes", survivors)
          .log("processes of a killed run can't be ended");
    }
  }

  private void finish(LocalBuild mine, Build end) {
    LocalBuild.About about = mine.about().orElseThrow();
    mine.write(about.ended(end.status(), end.endedAt().orElseGet(session.clock()::instant)));
    if (end.status() == BuildStatus.SUCCEED && !options.keepWorkspace()) {
      Folders.delete(mine.workspaces());
    }
  }

  private Reporter reporter() {
    if (options.json()) {
      return new JsonReporter(session);
    }
    return session.console().canRedraw()
        ? new LiveReporter(session, symbols)
        : new PlainReporter(session, symbols);
  }
}
