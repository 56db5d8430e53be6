package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.builds.calls.Calls;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold between builds that call each other after every event, looked at in the store. */
final class CallHistory {
  private final MemoryBuildStore store;
  private final Set<BuildId> children = new HashSet<>();

  CallHistory(MemoryBuildStore store) {
    this.store = store;
  }

  /** How many builds were called. */
  long called() {
    return children.size();
  }

  /** Answers the children that were not there before. */
  List<BuildId> check() {
    List<BuildId> appeared = new ArrayList<>();
    for (BuildSummary summary : store.list(BuildQuery.newest(100)).builds()) {
      Build build = store.load(summary.id()).orElseThrow().build();
      if (build.start().caller().isPresent()) {
        check(build, build.start().caller().get());
        if (children.add(build.id())) {
          appeared.add(build.id());
        }
      }
    }
    return appeared;
  }

  private void check(Build child, Caller caller) {
    assertThat(child.id())
        .as("the one child of %s", caller)
        .isEqualTo(Calls.childOf(caller.build(), caller.task(), caller.attempt(), caller.retry()));
    if (caller.waits() && !child.status().isFinished() && child.attempt() == 1) {
      StoredBuild parent = store.load(caller.build()).orElseThrow();
      assertThat(
              caller.isWaitingIn(parent.build())
                  || child.cancel().isPresent()
                  || cancels(parent, caller))
          .as("%s waits for %s, or has it cancelled", caller, child.id())
          .isTrue();
    }
  }

  private static boolean cancels(StoredBuild parent, Caller caller) {
    return parent.effects().stream()
        .anyMatch(one ->
            one.effect()
                .equals(
                    new Effect.CancelSubPipeline(
                        caller.job(), caller.attempt(), caller.task(), caller.retry())));
  }

  /**
   * I3: who ends the call of a task that waits for it: the start that is still asked for, the child
   * that has not ended, or the message of its end. Empty: nobody.
   */
  static Optional<String> waker(BuildStore store, StoredBuild parent, TaskState task) {
    boolean asks =
        parent.effects().stream()
            .anyMatch(one ->
                one.effect() instanceof Effect.StartSubPipeline call
                    && call.task().equals(task.id())
                    && call.attempt() == task.attempt()
                    && call.retry() == task.retry());
    BuildId child = Calls.childOf(parent.build().id(), task.id(), task.attempt(), task.retry());
    Optional<StoredBuild> called =
        store.load(child).filter(stored -> !stored.build().status().isFinished() || tells(stored));
    return asks ? Optional.of("the start of " + child) : called.map(_ -> "the build " + child);
  }

  private static boolean tells(StoredBuild child) {
    return child.effects().stream().anyMatch(one -> one.effect() instanceof Effect.TellParent);
  }
}
