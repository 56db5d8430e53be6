package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop adds to reviews and gates. */
class BuildChecksTest {
  @Test
  void the_question_for_a_gate_stays_until_its_answer_is_part_of_the_build() {
    StageState stage = Samples.queued("b").stages().getFirst();
    StageState asked =
        stage.with(StageChecks.NONE.with(Gate.Point.IN, Gate.asked(2, List.of("r"))));
    StageState answered =
        stage.with(StageChecks.NONE.with(Gate.Point.IN, Gate.asked(2, List.of("r")).passed("")));

    assertThat(Settlement.byPerforming(question(stage, 2))).isFalse();
    assertThat(Settlement.isNeedless(question(stage, 2), asked)).isFalse();
    assertThat(Settlement.isNeedless(question(stage, 1), asked)).isTrue();
    assertThat(Settlement.isNeedless(question(stage, 2), answered)).isTrue();
    assertThat(Settlement.isNeedless(question(stage, 2), Samples.queued("b"))).isTrue();
  }

  private static Effect question(StageState stage, int check) {
    return new Effect.CheckGate(
        new StageId(stage.id().value()), 1, Gate.Point.IN, check, List.of("r"));
  }
}
