package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.TaskId;
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
  void failures_of_earlier_releases_are_read() {
    assertThat(
            EventText.failure(
                """
                {"kind":"USER","code":"2199011","message":"It failed.","exit_code":"3"}\
                """))
        .isEqualTo(new Failure(FailureKind.USER, 2_199_011, "It failed.", OptionalInt.of(3)));
  }

  @Test
  void what_nobody_wrote_is_named() {
    assertThatThrownBy(() -> EventText.event("{\"type\":\"Unheard\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unheard");
  }
}
