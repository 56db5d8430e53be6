package dev.millrace.server.events.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.events.LiveEvent;
import dev.millrace.server.http.Call;
import java.util.Optional;
import java.util.function.Predicate;

/** Who reads a stream, and what they may see. Of the stream's thread. */
final class Watcher implements Predicate<LiveEvent> {
  private final Call call;
  private final Doors doors;
  private final Optional<ProjectId> within;
  private final Predicate<LiveEvent> wanted;
  private Principal who;

  /**
   * Whoever calls.
   *
   * @param within the project the stream is about, where it is about one
   * @param wanted what they asked for
   */
  Watcher(Call call, Doors doors, Optional<ProjectId> within, Predicate<LiveEvent> wanted) {
    this.call = call;
    this.doors = doors;
    this.within = within;
    this.wanted = wanted;
    this.who = call.who();
  }

  /** Asked for each, so that who loses a right is told nothing more from then on. */
  @Override
  public boolean test(LiveEvent event) {
    Optional<ProjectId> project = event.place().project();
    return (within.isEmpty() || within.equals(project))
        && wanted.test(event)
        && project
            .map(there -> doors.may(who, event.change().needed(), there))
            .orElseGet(who::mayAdminister);
  }

  /** Whether they are still somebody, and may still be at this stream. */
  boolean mayStay() {
    Optional<Principal> now = call.whoNow(doors);
    now.ifPresent(same -> who = same);
    return now.isPresent()
        && within.map(project -> doors.may(who, Permission.VIEW_BUILD, project)).orElse(true);
  }
}
