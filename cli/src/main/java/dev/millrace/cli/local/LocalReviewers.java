package dev.millrace.cli.local;

import dev.millrace.engine.state.Review;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets whoever runs a build on the own machine answer what others are asked elsewhere. */
public final class LocalReviewers {
  /**
   * The role of whoever runs a build on the own machine. Each group of a review has it here, so
   * that the user decides under the own name and not under a reviewer's.
   */
  public static final String LOCAL_REVIEWERS = "whoever-runs-it-here";

  private static final String REVIEW_USERS = "reviewUsers";

  private LocalReviewers() {}

  /** Every group also has whoever runs the build here. */
  static StageCheck decidable(StageCheck check) {
    return new StageCheck(
        check.timeoutHours(),
        check.flows().stream().map(LocalReviewers::decidable).toList(),
        check.variables(),
        check.description(),
        check.markdown(),
        check.notifyTypes(),
        check.chatIds(),
        check.gates(),
        check.extras());
  }

  private static ReviewFlow decidable(ReviewFlow flow) {
    var roles = new ArrayList<>(flow.groups());
    roles.add(LOCAL_REVIEWERS);
    return new ReviewFlow(flow.name(), flow.reviewers(), roles);
  }

  /** Those a group was written for. */
  public static String peopleOf(Review.Group group) {
    return Stream.concat(group.reviewers().stream(), group.roles().stream())
        .filter(name -> !name.equals(LOCAL_REVIEWERS))
        .collect(Collectors.joining(", "));
  }

  /**
   * A review that is a task names users, so the user of this machine is one more: first, since a
   * list that is too long is cut at its end.
   */
  static Task decidable(Task task, String user) {
    if (!(task.action() instanceof TaskAction.ManualReview(var written))) {
      return task;
    }
    var inputs = new LinkedHashMap<>(written);
    inputs.merge(REVIEW_USERS, Data.text(user), (others, me) -> joined(me, others));
    return task.with(new TaskAction.ManualReview(inputs));
  }

  private static Data joined(Data me, Data others) {
    var users = new ArrayList<Data>();
    users.add(me);
    users.addAll(others instanceof Data.Items(var some) ? some : List.of(others));
    return new Data.Items(users);
  }
}
