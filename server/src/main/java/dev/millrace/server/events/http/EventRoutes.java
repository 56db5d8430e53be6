package dev.millrace.server.events.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.events.Change;
import dev.millrace.server.events.EventKind;
import dev.millrace.server.events.LiveEvent;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The streams of live events. */
public final class EventRoutes {
  private static final String MEDIA_TYPE = "text/event-stream";
  private static final int MAX_ID = 255;

  private static final Query<Optional<String>> PROJECT =
      Query.text("project", "only of this project", MAX_ID);
  private static final Query<Optional<String>> PIPELINE =
      Query.text("pipeline", "only of this pipeline", MAX_ID);
  private static final Query<Optional<String>> BUILD =
      Query.text("build", "only of this build", MAX_ID);
  private static final Query<Set<EventKind>> KIND =
      Query.choices("kind", "only of these kinds; all if not given", EventKind.class);
  private static final Query<Optional<String>> TASK =
      Query.text("task_id", "only of this job: its build's id, a colon, its id", 2 * MAX_ID);
  private static final Query<Optional<Long>> AFTER =
      Query.number(
          "after",
          "go on behind this id, for those who can't send the header Last-Event-ID, which goes"
              + " before it",
          0,
          Long.MAX_VALUE);

  private final LiveEvents events;
  private final Doors doors;
  private final InstantSource clock;
  private final StreamSettings settings;
  private final StreamCount count;

  public EventRoutes(LiveEvents events, Doors doors, InstantSource clock) {
    this(events, doors, clock, StreamSettings.STANDARD);
  }

  EventRoutes(LiveEvents events, Doors doors, InstantSource clock, StreamSettings settings) {
    this.events = events;
    this.doors = doors;
    this.clock = clock;
    this.settings = settings;
    this.count = new StreamCount(settings);
  }

  public List<Route> routes() {
    return List.of(
        Route.get("watch-events", "/api/v1/events")
            .summary("Tells what changes in all projects the caller may see, as it happens")
            .needs(new Needs.SignedIn())
            .query(PROJECT, PIPELINE, BUILD, KIND, AFTER)
            .answers(
                new Reply.Events(
                    "first ready (or reset: look again), then change for each live event"))
            .by(call -> own(call, Optional.empty(), call.get(PROJECT))),
        Route.get("watch-project-events", "/api/v1/projects/{project}/events")
            .summary("Tells what changes in a project, as it happens")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(PIPELINE, BUILD, KIND, AFTER)
            .answers(
                new Reply.Events(
                    "first ready (or reset: look again), then change for each live event"))
            .by(call -> own(call, Optional.of(call.project()), Optional.empty())),
        Route.get("watch-skalds-tasks", "/api/events/tasks")
            .summary("Tells what becomes of jobs, as Skalds tells it of its tasks")
            .needs(new Needs.SignedIn())
            .query(TASK, AFTER)
            .answers(new Reply.Events("messages of the types of Skalds, the first a connection"))
            .by(this::skalds));
  }

  private Answer own(Call call, Optional<ProjectId> within, Optional<String> project) {
    Set<EventKind> kinds = call.get(KIND);
    Optional<String> pipeline = call.get(PIPELINE);
    Optional<String> build = call.get(BUILD);
    return stream(
        call,
        within,
        event ->
            (kinds.isEmpty() || kinds.contains(event.kind()))
                && is(project, event.place().project())
                && is(pipeline, event.place().pipeline())
                && is(build, event.place().build()),
        new OwnFormat());
  }

  private static boolean is(Optional<String> wanted, Optional<?> there) {
    return wanted.isEmpty() || wanted.equals(there.map(Object::toString));
  }

  private Answer skalds(Call call) {
    Optional<String> task = call.get(TASK);
    return stream(
        call,
        Optional.empty(),
        event ->
            event.change() instanceof Change.OfJob job
                && (task.isEmpty() || task.get().equals(SkaldsFormat.taskId(event, job))),
        new SkaldsFormat(clock));
  }

  private Answer stream(
      Call call, Optional<ProjectId> within, Predicate<LiveEvent> wanted, EventFormat format) {
    var watcher = new Watcher(call, doors, within, wanted);
    OptionalLong after = after(call);
    UserId user = call.user();
    return Answer.stream(MEDIA_TYPE, out -> run(user, watcher, format, after, out))
        .with("X-Accel-Buffering", "no");
  }

  private void run(
      UserId user, Watcher watcher, EventFormat format, OptionalLong after, OutputStream out)
      throws IOException {
    count.open(user);
    try {
      new EventStream(watcher, format, settings, new EventWriter(out)).run(events, after);
    } finally {
      count.close(user);
    }
  }

  /** An id that is none of ours is one whose successors are lost. */
  private static OptionalLong after(Call call) {
    Optional<String> header = call.header("Last-Event-ID").filter(text -> !text.isBlank());
    if (header.isPresent()) {
      String text = header.get().strip();
      return OptionalLong.of(text.matches("\\d{1,18}|[1-8]\\d{18}") ? Long.parseLong(text) : -1);
    }
    return call.get(AFTER).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
