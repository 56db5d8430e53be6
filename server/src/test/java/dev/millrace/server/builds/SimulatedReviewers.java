package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** People who are asked for reviews: most approve, some reject, some ask no leave to try. */
final class SimulatedReviewers {
  private final SplittableRandom random;
  private final SimulatedWorkers.Network network;

  SimulatedReviewers(SplittableRandom random, SimulatedWorkers.Network network) {
    this.random = random;
    this.network = network;
  }

  /** Has somebody say something about what the build asks now. */
  void act(Build build) {
    build.stages().stream()
        .filter(stage -> stage.status() == StageStatus.PAUSE)
        .filter(_ -> random.nextInt(3) == 0)
        .forEach(stage -> decide(build, stage, stage.checks().review().orElseThrow()));
  }

  private void decide(Build build, StageState stage, Review review) {
    int group = review.current();
    String by =
        random.nextInt(5) == 0
            ? "a stranger"
            : Seeds.oneOf(random, review.groups().get(group).reviewers());
    network.send(
        build.id(),
        random.nextInt(8) == 0
            ? new OfStageCheck.ReviewRejected(
                stage.id(), stage.attempt(), group, by, Set.of(), "no")
            : new OfStageCheck.ReviewApproved(
                stage.id(),
                stage.attempt(),
                group,
                by,
                Set.of(),
                "",
                Data.ordered(Map.of("TARGET", "there"))));
  }
}
