package dev.millrace.server.logs.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSlice;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows the logs of builds. */
public final class LogRoutes {
  /** Lines answered at once. */
  public static final int MAX_LINES = 10_000;

  /** Logs of one page. */
  public static final int MAX_LOGS = 1_000;

  private static final String LOGS = "/api/v1/projects/{project}/builds/{build}/logs";
  private static final String LOG = LOGS + "/{job}/{task}";
  private static final int USUAL_LINES = 1_000;
  private static final int USUAL_LOGS = 100;
  private static final int MAX_ID = 1_000;

  private static final Query<Optional<String>> JOB =
      Query.text("job", "only of this job, by its id", MAX_ID);
  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(USUAL_LOGS, MAX_LOGS);
  private static final Query<Optional<Long>> ATTEMPT =
      Query.number("attempt", "of the job; the last if not given", 1, 1_000_000);
  private static final Query<Optional<Long>> RETRY =
      Query.number(
          "retry",
          "automatic retry within the attempt, from 0; the last if not given",
          0,
          1_000_000);
  private static final Query<Optional<Long>> FROM =
      Query.number("from", "the first line, from 0; 0 if not given", 0, Long.MAX_VALUE);
  private static final Query<Integer> LINES =
      Query.integer(
          "lines", "at most how many; " + USUAL_LINES + " if not given", 1, MAX_LINES, USUAL_LINES);

  private final BuildViews views;
  private final BuildLogs logs;
  private final LogFollows follows;

  public LogRoutes(BuildViews views, BuildLogs logs, LogFollows follows) {
    this.views = views;
    this.logs = logs;
    this.follows = follows;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-logs", LOGS)
            .summary(
                "Lists the logs of a build, one for each execution of a task that said anything")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(JOB, CURSOR, LIMIT)
            .answers(LogList.class)
            .by(this::list),
        Route.get("read-log", LOG)
            .summary("Shows lines of the log of a task")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(ATTEMPT, RETRY, FROM, LINES)
            .answers(LogLines.class)
            .by(this::read),
        Route.get("download-log", LOG + "/text")
            .summary("Answers the log of a task as a text file")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(ATTEMPT, RETRY)
            .answers(new Reply.Bytes(LogText.MEDIA_TYPE, "The lines without times and kinds"))
            .by(this::download),
        Route.get("follow-log", LOG + "/follow")
            .summary("Tells the lines of the log of a task as they come")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(ATTEMPT, RETRY, FROM)
            .answers(
                new Reply.Events(
                    "An event line for each line, with its number, time, kind and text; its id says"
                        + " attempt, retry and number, and Last-Event-ID goes on behind it. An"
                        + " event end when the task is over and its log complete"))
            .by(this::follow));
  }

  private Build build(Call call) {
    return views.find(call.actor(), call.project(), new BuildId(call.path("build")));
  }

  private Answer list(Call call) {
    Build build = build(call);
    int limit = call.get(LIMIT);
    Predicate<LogKey> isWanted =
        call.get(JOB)
            .map(JobId::new)
            .<Predicate<LogKey>>map(job -> key -> TaskLog.of(key).job().equals(job))
            .orElse(_ -> true);
    Optional<LogKey> after =
        call.get(CURSOR).map(text -> Cursor.read(text, 3, pieces -> place(build.id(), pieces)));
    List<LogKey> found =
        logs.logsOf(build.id()).stream()
            .filter(isWanted)
            .filter(key -> after.map(place -> key.compareTo(place) > 0).orElse(true))
            .limit(limit + 1L)
            .toList();
    Page<LogKey> page =
        Page.of(found, limit, key -> Cursor.of(key.task(), key.attempt(), key.retry()));
    return Answer.ok(
        new LogList(
            page.items().stream()
                .map(key -> LogList.LogView.of(TaskLog.of(key), logs.size(key), build))
                .toList(),
            page.next()));
  }

  private static LogKey place(BuildId build, List<String> pieces) {
    return new LogKey(
        build,
        new TaskId(pieces.get(0)),
        Integer.parseInt(pieces.get(1)),
        Integer.parseInt(pieces.get(2)));
  }

  private TaskLog log(Call call, Build build, Optional<Integer> attempt, Optional<Integer> retry) {
    return TaskLog.find(
        build, logs, new JobId(call.path("job")), new TaskId(call.path("task")), attempt, retry);
  }

  private TaskLog log(Call call, Build build) {
    return log(
        call, build, call.get(ATTEMPT).map(Long::intValue), call.get(RETRY).map(Long::intValue));
  }

  private Answer read(Call call) {
    Build build = build(call);
    TaskLog log = log(call, build);
    LogSlice slice = logs.read(log.key(), call.get(FROM).orElse(0L), call.get(LINES));
    return Answer.ok(
        new LogLines(
            log.job().value(),
            log.key().task().value(),
            log.key().attempt(),
            log.key().retry(),
            LogLines.of(slice),
            logs.count(log.key()),
            log.isOver(build)));
  }

  private Answer download(Call call) {
    Build build = build(call);
    TaskLog log = log(call, build);
    return Answer.stream(LogText.MEDIA_TYPE, out -> LogText.write(logs, log.key(), out))
        .with("Content-Disposition", LogText.disposition(build, log));
  }

  /** Where somebody comes back to is another execution than the last, if it ran again meanwhile. */
  private Answer follow(Call call) {
    Build build = build(call);
    Optional<EventWriter.Position> last =
        call.header("Last-Event-ID").filter(id -> !id.isEmpty()).map(EventWriter.Position::of);
    TaskLog log =
        last.map(
                place -> log(call, build, Optional.of(place.attempt()), Optional.of(place.retry())))
            .orElseGet(() -> log(call, build));
    long first = last.map(place -> place.line() + 1).orElseGet(() -> call.get(FROM).orElse(0L));
    return Answer.stream(
            EventWriter.MEDIA_TYPE,
            out -> follows.follow(log, first, () -> build(call), new EventWriter(out, log.key())))
        // What nginx needs to be told so that it passes on each line at once.
        .with("X-Accel-Buffering", "no");
  }
}
