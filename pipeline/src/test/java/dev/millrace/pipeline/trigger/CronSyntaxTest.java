package dev.millrace.pipeline.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.trigger.CronSyntax.FaultKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "30 2 * * 1-5",
        "*/5 0-23/2 1,15 jan-mar,DEC sun",
        "0 0 * * 7",
        "0 0 29 2 *",
        "0 0 30 2 1",
        "0 15 10 ? * MON-FRI",
        "0 15 10 L * ?",
        "0 15 10 L-3 * ?",
        "0 15 10 LW * ?",
        "0 15 10 15W * ?",
        "0 15 10 ? * 6L",
        "0 15 10 ? * 6#3",
        "0 15 10 ? * * 2026-2030",
        "5 0/10 * * * ?",
        "0 0 0 ? * SAT-SUN",
        "0 0 0 ? * L"
      })
  void what_unix_and_quartz_know_is_right(String cron) {
    assertThat(CronSyntax.check(cron)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "* * ? * *",
        "1, * * * *",
        "a * * * *",
        "* * L * *",
        "0 0 30 2 *",
        "0 0 31 4,6 *",
        "0 0 0 * * *",
        "0 0 0 ? * ?",
        "0 0 0 ? * 0",
        "0 0 0 32W * ?",
        "0 0 0 ? * 8L",
        "0 0 0 ? * 2#6",
        "0 0 0 1 1 ? 1969",
        "0 0 0 1 1 ? 2026 extra",
        "*-5 * * * *",
        "999999999999 * * * *",
        "@daily"
      })
  void what_neither_knows_is_malformed(String cron) {
    assertThat(CronSyntax.check(cron).map(CronSyntax.Fault::kind)).contains(FaultKind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * * ?", "0/30 0 12 * * ?", "0,30 0 12 * * ?", "1-5 0 12 * * ?"})
  void more_than_one_start_in_a_minute_is_too_often(String cron) {
    assertThat(CronSyntax.check(cron).map(CronSyntax.Fault::kind)).contains(FaultKind.TOO_OFTEN);
  }
}
