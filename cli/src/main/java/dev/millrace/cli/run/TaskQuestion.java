package dev.millrace.cli.run;

import dev.millrace.cli.questions.Question;
import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.cli.questions.Question.Choice;
import dev.millrace.cli.questions.Question.Field;
import dev.millrace.cli.session.Session;
import dev.millrace.engine.event.BuildEvent.OfWaitingTask;
import dev.millrace.engine.event.BuildEvent.TaskContinued;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.event.BuildEvent.TaskStopped;
import dev.millrace.engine.order.ActionInputs;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.ServerWork.Review;
import dev.millrace.engine.state.ServerWork.ReviewParameter;
import dev.millrace.engine.state.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/** What one waiting task asks a person, and the events that answers to it are. */
sealed interface TaskQuestion {
  /** Names by which it is answered ahead. */
  List<String> names();

  /** The question for the terminal, with what speaks against an answer. */
  Question question(Function<Answer, Optional<String>> problem);

  /** What a person's answer means. */
  OfWaitingTask event(Answer answer);

  /** It goes on with what was filled in ahead. */
  OfWaitingTask approvedAhead();

  /** It does not go on. */
  OfWaitingTask rejected(String remark);

  static TaskQuestion of(Session session, AnswersAhead ahead, JobState job, TaskState task) {
    int position = job.tasks().positionOf(task.id());
    List<String> names =
        AnswersAhead.namesOfTask(job.definition().id(), position, task.definition().id());
    return task.work().orElse(null) instanceof Review review
        ? new OfReview(session, ahead, names, job, task, review)
        : new OfPause(session, ahead, names, job, task);
  }

  private static String title(Session session, String key, JobState job, TaskState task) {
    return session.texts().get(key, job.name(), task.definition().displayName());
  }

  /** A review that is a task. */
  record OfReview(
      Session session,
      AnswersAhead ahead,
      List<String> names,
      JobState job,
      TaskState task,
      Review review)
      implements TaskQuestion {
    private static final String APPROVE = "approve";
    private static final String REJECT = "reject";

    @Override
    public Question question(Function<Answer, Optional<String>> problem) {
      var about = new ArrayList<String>();
      if (!review.title().isBlank()) {
        about.add(review.title());
      }
      if (!review.description().isBlank()) {
        about.addAll(Arrays.asList(review.description().split("\n", -1)));
      }
      about.add(session.texts().get("review.meant-for", String.join(", ", review.reviewers())));
      SequencedMap<String, String> given = filled();
      return new Question(
          title(session, "task.review", job, task),
          about,
          List.of(
              new Choice(APPROVE, session.texts().get("review.approve"), true),
              new Choice(REJECT, session.texts().get("review.reject"), false)),
          review.parameters().stream().map(parameter -> field(parameter, given)).toList(),
          true,
          problem);
    }

    private static Field field(ReviewParameter parameter, SequencedMap<String, String> given) {
      String label =
          parameter.description().isBlank()
              ? parameter.name()
              : parameter.name() + " – " + parameter.description();
      return new Field(
          parameter.name(),
          label,
          List.of(),
          given.getOrDefault(parameter.name(), parameter.value()));
    }

    private SequencedMap<String, String> filled() {
      return ahead.valuesFor(
          names, review.parameters().stream().map(ReviewParameter::name).toList());
    }

    @Override
    public OfWaitingTask event(Answer answer) {
      return answer.choice().equals(APPROVE)
          ? reviewed(true, answer.remark(), answer.values())
          : rejected(answer.remark());
    }

    @Override
    public OfWaitingTask approvedAhead() {
      return reviewed(true, "", filled());
    }

    @Override
    public OfWaitingTask rejected(String remark) {
      return reviewed(false, remark, new LinkedHashMap<>());
    }

    private TaskReviewed reviewed(
        boolean approved, String remark, SequencedMap<String, String> values) {
      return new TaskReviewed(
          task.id(),
          job.id(),
          job.attempt(),
          task.retry(),
          session.user(),
          approved,
          remark,
          values);
    }
  }

  /** A task that pauses before it runs. */
  record OfPause(
      Session session, AnswersAhead ahead, List<String> names, JobState job, TaskState task)
      implements TaskQuestion {
    private static final String CONTINUE = "continue";
    private static final String CHANGE = "change";
    private static final String STOP = "stop";

    @Override
    public Question question(Function<Answer, Optional<String>> problem) {
      SequencedMap<String, String> given = filled();
      SequencedMap<String, String> lines = ActionInputs.lines(task.definition().action());
      var choices = new ArrayList<Choice>();
      choices.add(new Choice(CONTINUE, session.texts().get("task.continue"), false));
      if (!lines.isEmpty()) {
        choices.add(new Choice(CHANGE, session.texts().get("task.change"), true));
      }
      choices.add(new Choice(STOP, session.texts().get("task.stop"), false));
      return new Question(
          title(session, "task.paused", job, task),
          List.of(),
          choices,
          lines.entrySet().stream()
              .map(input ->
                  new Field(
                      input.getKey(),
                      input.getKey(),
                      List.of(),
                      given.getOrDefault(input.getKey(), input.getValue())))
              .toList(),
          false,
          problem);
    }

    private SequencedMap<String, String> filled() {
      SequencedSet<String> inputs = ActionInputs.names(task.definition().action());
      return ahead.valuesFor(names, inputs);
    }

    @Override
    public OfWaitingTask event(Answer answer) {
      if (answer.choice().equals(STOP)) {
        return rejected("");
      }
      var inputs = new LinkedHashMap<>(filled());
      inputs.putAll(answer.values());
      // What stays as it was keeps its kind: a list typed again would be a text.
      ActionInputs.lines(task.definition().action())
          .forEach((name, value) -> inputs.remove(name, value));
      return continued(inputs);
    }

    @Override
    public OfWaitingTask approvedAhead() {
      return continued(filled());
    }

    private TaskContinued continued(SequencedMap<String, String> inputs) {
      return new TaskContinued(task.id(), job.id(), job.attempt(), session.user(), inputs);
    }

    @Override
    public OfWaitingTask rejected(String remark) {
      return new TaskStopped(task.id(), job.id(), job.attempt(), session.user());
    }
  }
}
