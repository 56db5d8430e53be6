package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.matrix.MatrixWording;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The texts here were written by an earlier release: they may be added to, never changed. */
class EventTextTest {
  private static final JobId JOB = new JobId("compile");

  @Test
  void timers_of_earlier_releases_are_read() {
    assertThat(
            EventText.event(
                """
                {"type":"JobTimeoutReached","job":"compile","attempt":"1","fence":"7"}\
                """))
        .isEqualTo(new BuildEvent.JobTimeoutReached(JOB, 1, 7));
    assertThat(
            EventText.event(
                """
                {"type":"PrepareTimeoutReached","job":"compile","attempt":"1","fence":"7"}\
                """))
        .isEqualTo(new BuildEvent.PrepareTimeoutReached(JOB, 1, 7));
    assertThat(
            EventText.event(
                """
                {"type":"TaskTimeoutReached","job":"compile","attempt":"1",
                 "task":"compile:2","retry":"3"}\
                """))
        .isEqualTo(new BuildEvent.TaskTimeoutReached(new TaskId("compile:2"), JOB, 1, 3));
  }

  @Test
  void what_is_said_about_mutexes_is_read_as_it_was_written() {
    assertThat(
            EventText.event(
                """
                {"type":"MutexTimeoutReached","job":"compile","attempt":"1","request":"7"}\
                """))
        .isEqualTo(new BuildEvent.MutexTimeoutReached(JOB, 1, 7));
    assertThat(
            EventText.effect(
                """
                {"type":"AcquireMutex","job":"compile","attempt":"1","request":"7",
                 "project":"demo","mutex":"lock","queue_length":"5"}\
                """))
        .isEqualTo(new Effect.AcquireMutex(JOB, 1, 7, new MutexId("demo", "lock"), Optional.of(5)));
    assertThat(
            EventText.effect(
                """
                {"type":"ReleaseMutex","job":"compile","attempt":"1","request":"7",
                 "project":"","mutex":"lock"}\
                """))
        .isEqualTo(new Effect.ReleaseMutex(JOB, 1, 7, new MutexId("", "lock")));
  }

  @Test
  void effects_of_earlier_releases_are_read() {
    assertThat(
            EventText.effect(
                """
                {"type":"PrepareMachine","job":"compile","attempt":"1","fence":"7"}\
                """))
        .isEqualTo(new Effect.PrepareMachine(JOB, 1, 7));
    assertThat(
            EventText.effect(
                """
                {"type":"StopTask","job":"compile","attempt":"1","fence":"7",
                 "task":"compile:2","retry":"3"}\
                """))
        .isEqualTo(new Effect.StopTask(JOB, 1, 7, new TaskId("compile:2"), 3));
    assertThat(
            EventText.effect(
                """
                {"type":"ReleaseMachine","job":"compile","attempt":"1","fence":"7"}\
                """))
        .isEqualTo(new Effect.ReleaseMachine(JOB, 1, 7));
  }

  @Test
  void what_waits_is_read_as_it_was_written() {
    assertThat(
            EventText.event(
                """
                {"type":"TaskRetryDue","job":"compile","attempt":"1","task":"compile:2","retry":"3"}\
                """))
        .isEqualTo(new BuildEvent.TaskRetryDue(new TaskId("compile:2"), JOB, 1, 3));
    assertThat(
            EventText.event(
                """
                {"type":"TaskReminderDue","job":"compile","attempt":"1","task":"compile:2",
                 "retry":"0","number":"2"}\
                """))
        .isEqualTo(new BuildEvent.TaskReminderDue(new TaskId("compile:2"), JOB, 1, 0, 2));
    assertThat(
            EventText.effect(
                """
                {"type":"CancelSubPipeline","job":"compile","attempt":"1","task":"compile:2",
                 "retry":"3"}\
                """))
        .isEqualTo(new Effect.CancelSubPipeline(JOB, 1, new TaskId("compile:2"), 3));
    assertThat(
            EventText.effect(
                """
                {"type":"StartSubPipeline","job":"compile","attempt":"1","task":"compile:2",
                 "retry":"3","pipeline":"ship","by_name":"true","variables":"{\\"V\\":\\"1\\"}",
                 "origin":"{\\"BK_CI_PARENT_BUILD_ID\\":\\"b-1\\"}","waits":"true"}\
                """))
        .isEqualTo(
            new Effect.StartSubPipeline(
                JOB,
                1,
                new TaskId("compile:2"),
                3,
                "ship",
                true,
                Data.ordered(Map.of("V", "1")),
                Data.ordered(Map.of("BK_CI_PARENT_BUILD_ID", "b-1")),
                true));
  }

  @Test
  void what_a_child_tells_its_parent_is_read_as_it_was_first_written() {
    var caller = new Caller(new BuildId("b-1"), JOB, 1, new TaskId("compile:2"), 3, true, 2);

    assertThat(
            EventText.effect(
                """
                {"type":"TellParent",
                 "caller":"{\\"build\\":\\"b-1\\",\\"job\\":\\"compile\\",\\"attempt\\":\\"1\\",\
                \\"task\\":\\"compile:2\\",\\"retry\\":\\"3\\",\\"waits\\":\\"true\\",\\"depth\\":\\"2\\"}",
                 "outcome":"SUCCEEDED","variables":"{}","outputs":"{\\"a\\":\\"1\\"}"}\
                """))
        .isEqualTo(
            new Effect.TellParent(
                caller,
                new TaskResult(
                    TaskResult.Outcome.SUCCEEDED,
                    Optional.empty(),
                    Data.ordered(Map.of()),
                    Data.ordered(Map.of("a", "1")))));
  }

  @Test
  void reviews_and_gates_are_read_as_they_were_first_written() {
    assertThat(
            EventText.event(
                """
                {"type":"ReviewTimeoutReached","stage":"ship","attempt":"2"}\
                """))
        .isEqualTo(new OfStageCheck.ReviewTimeoutReached(new StageId("ship"), 2));
    assertThat(
            EventText.event(
                """
                {"type":"GateTimeoutReached","stage":"ship","attempt":"2","point":"OUT",
                 "check":"3"}\
                """))
        .isEqualTo(new OfStageCheck.GateTimeoutReached(new StageId("ship"), 2, Gate.Point.OUT, 3));
    assertThat(
            EventText.effect(
                """
                {"type":"CheckGate","stage":"ship","attempt":"2","point":"IN","check":"3",
                 "rules":"[\\"r\\"]"}\
                """))
        .isEqualTo(new Effect.CheckGate(new StageId("ship"), 2, Gate.Point.IN, 3, List.of("r")));
    assertThat(
            EventText.event(
                """
                {"type":"TaskGateAnswered","job":"compile","attempt":"1","task":"compile:2",
                 "retry":"0","answer":"NeedsPerson","gatekeepers":"[\\"ann\\"]"}\
                """))
        .isEqualTo(
            new BuildEvent.TaskGateAnswered(
                new TaskId("compile:2"), JOB, 1, 0, new GateAnswer.NeedsPerson(List.of("ann"))));
    assertThat(
            EventText.effect(
                """
                {"type":"CheckTaskGate","job":"compile","attempt":"1","task":"compile:2",
                 "retry":"0","point":"IN","guarded":"sonar","guarded_name":"scan"}\
                """))
        .isEqualTo(
            new Effect.CheckTaskGate(
                JOB, 1, new TaskId("compile:2"), 0, Gate.Point.IN, "sonar", "scan"));
    assertThat(CheckText.checks(Optional.empty())).isEqualTo(StageChecks.NONE);
    assertThat(CheckText.trigger("{\"reviewers\":\"[\\\"ann\\\"]\"}"))
        .isEqualTo(TriggerReview.of(List.of("ann")));
  }

  @Test
  void an_effect_about_a_gate_is_read_again() {
    var effect = new Effect.CheckGate(new StageId("s"), 1, Gate.Point.OUT, 2, List.of("a", "b"));

    assertThat(EventText.effect(EventText.write(effect))).isEqualTo(effect);
  }

  @Test
  void failures_of_earlier_releases_are_read() {
    assertThat(
            EventText.failure(
                """
                {"kind":"USER","code":"2199011","message":"It failed.","exit_code":"3"}\
                """))
        .isEqualTo(
            new Failure(
                FailureKind.USER, 2_199_011, Sentence.verbatim("It failed."), OptionalInt.of(3)));
  }

  @Test
  void a_failure_keeps_its_sentence_and_its_english_text() {
    Sentence sentence =
        Reason.MATRIX_NOT_EXPANDED.of().because(MatrixWording.TOO_MANY_CASES.of(256));
    var failure = new Failure(FailureKind.USER, 2_199_015, sentence, OptionalInt.empty());

    String text = EventText.write(failure);

    assertThat(EventText.failure(text)).isEqualTo(failure);
    assertThat(text)
        .contains(
            "\"message\":\"the matrix can't be expanded: the matrix has more than 256 cases\"");
  }

  @Test
  void a_sentence_of_a_later_release_is_shown_by_its_english_text() {
    assertThat(SentenceText.list(Optional.of("[[\"as I said\",[\"moon.rises\",[\"sun.sets\"]]]]")))
        .containsExactly(Sentence.verbatim("as I said"));
    assertThat(
            SentenceText.list(
                Optional.of(
                    "[[\"so it is\",[\"plain.because\",[\"sun.sets\",\"x\"],\"y\"]],\"next\"]")))
        .containsExactly(Sentence.verbatim("so it is"), Sentence.verbatim("next"));
  }

  @Test
  void warnings_of_earlier_releases_are_read_beside_new_ones() {
    assertThat(
            SentenceText.list(
                Optional.of(
                    """
                    ["old",["the name X belongs to a context and can't be set",\
                    ["engine.name-of-context","X"]]]\
                    """)))
        .containsExactly(Sentence.verbatim("old"), Reason.NAME_OF_CONTEXT.of("X"));
  }

  @Test
  void what_nobody_wrote_is_named() {
    assertThatThrownBy(() -> EventText.event("{\"type\":\"Unheard\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unheard");
  }
}
