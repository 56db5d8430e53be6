package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What goes wrong with us, one thing at a time. */
class BuildFaultsTest extends BuildsTestBase {
  private final BuildRules good = new EngineRules();

  @Test
  void a_mistake_in_the_rules_ends_its_build_with_a_reason_and_no_other() {
    Builds builds =
        open((build, event, now) -> {
          if (build.id().value().equals("b-1")) {
            throw new IllegalStateException("a bug");
          }
          return good.on(build, event, now);
        });
    Build first = begin(builds, request("b-1"));
    Build second = begin(builds, request("b-2"));

    Build broken = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));
    Build well = now(builds.sendLater(second.id(), new CancelRequested("ann", true)));

    assertThat(broken.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(job(broken).status()).isEqualTo(JobStatus.FAILED);
    assertThat(job(broken).failure().orElseThrow().message().english()).contains("a bug");
    assertThat(machines.released).contains(new Effect.ReleaseMachine(JOB, 1, job(first).fence()));
    assertThat(well.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_build_that_a_mistake_ends_cancels_its_child_and_tells_its_parent() {
    var caller = new Caller(new BuildId("parent"), JOB, 1, new TaskId("only:1"), 0, true, 1);
    Builds builds =
        open((build, event, now) -> {
          if (event instanceof CancelRequested) {
            throw new IllegalStateException("a bug");
          }
          return good.on(build, event, now);
        });
    BuildRequest plain = request("b-1");
    begin(
        builds,
        new BuildRequest(
            plain.id(),
            1,
            CallingPipelines.of(
                """
                version: v3.0
                jobs: {only: {steps: [{uses: call@1.*, with: {subPipelineId: p}}]}}
                """),
            plain.parameters(),
            plain.builtIn(),
            plain.onlyJobs(),
            plain.queueing(),
            plain.numbers(),
            List.of(),
            Optional.of(caller)));

    Build broken = now(builds.sendLater(plain.id(), new CancelRequested("ann", true)));

    assertThat(broken.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(told)
        .contains(new Effect.CancelSubPipeline(JOB, 1, new TaskId("only:1"), 0))
        .anySatisfy(message ->
            assertThat(message)
                .isInstanceOfSatisfying(
                    Effect.TellParent.class,
                    news -> {
                      assertThat(news.caller()).isEqualTo(caller);
                      assertThat(news.result().failure().orElseThrow().message().english())
                          .contains("a bug");
                    }));
  }

  @Test
  void an_error_while_a_letter_is_read_is_told_to_its_sender_and_the_next_is_read() {
    Builds builds =
        open((build, event, now) -> {
          if (now.equals(VirtualClock.START)) {
            throw new SimulatedCrash();
          }
          return good.on(build, event, now);
        });
    Build build = begin(builds, request("b-1"));
    var cancel = new CancelRequested("ann", true);
    CompletableFuture<Build> broken = builds.sendLater(build.id(), cancel);
    assertThatThrownBy(this::runTurns).isInstanceOf(SimulatedCrash.class);
    assertThat(broken).isCompletedExceptionally();
    clock.advance(Duration.ofSeconds(1));

    Build after = now(builds.sendLater(build.id(), cancel));

    assertThat(after.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_commit_that_happened_although_the_store_could_not_tell_has_all_its_consequences() {
    var unsure = new UnsureStore(store);
    Builds builds = open(unsure, good);
    List<Optional<Build>> heard = new ArrayList<>();
    Listening listening =
        builds.listen((before, after, _) -> {
          heard.add(before);
          heard.add(Optional.of(after));
        });
    Build build = begin(builds, request("b-1"));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    unsure.sure = false;
    assertThat(builds.sendLater(build.id(), new CancelRequested("ann", true)))
        .satisfies(this::isUnavailable);
    unsure.sure = true;
    Build end = now(builds.sendLater(build.id(), new CancelRequested("ann", true)));

    assertThat(end.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(machines.stopped).hasSize(1);
    assertThat(store.unfinished()).isEmpty();
    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(heard).hasSize(6).endsWith(Optional.of(end));
    assertThat(heard.get(2)).isEqualTo(heard.get(1));
    assertThat(heard.get(4)).isEqualTo(heard.get(3));
  }

  private void isUnavailable(CompletableFuture<Build> answer) {
    runTurns();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailable.class);
  }
}
