package dev.millrace.cli.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.cli.questions.Question.Choice;
import dev.millrace.cli.questions.Question.Field;
import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.text.Texts;
import dev.millrace.pipeline.data.Data;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TerminalAskingTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Optional<Answer> ask(String typed, Question question) throws InterruptedException {
    var console = new Console(shown, shown, true, true, Map.of(), Console.Colours.NEVER);
    return new TerminalAsking(
            console, Texts.of(Locale.ENGLISH), new Keyboard(new StringReader(typed)))
        .ask(question);
  }

  private static Question question() {
    return new Question(
        "Ship it?",
        List.of("It is green."),
        List.of(new Choice("yes", "approve", true), new Choice("no", "reject", false)),
        List.of(
            new Field("V", "Version", List.of(), "1"),
            new Field("T", "Target", List.of("a", "b"), "")),
        true,
        answer ->
            answer.values().containsValue("bad") ? Optional.of("that is bad") : Optional.empty());
  }

  private String output() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_choice_is_typed_then_its_fields_then_a_remark() throws InterruptedException {
    assertThat(ask("approve\n2\nb\ngood work\n", question()))
        .contains(new Answer("yes", Data.ordered(Map.of("V", "2", "T", "b")), "good work"));
    assertThat(output())
        .contains("Ship it?", "It is green.", "approve/reject", "Version [1]", "Target (a, b)");
  }

  @Test
  void the_first_letter_is_enough_and_an_empty_line_keeps_the_value() throws InterruptedException {
    assertThat(ask("a\n\n\n\n", question()))
        .contains(new Answer("yes", Data.ordered(Map.of("V", "1", "T", "")), ""));
  }

  @Test
  void a_choice_without_fields_asks_for_none() throws InterruptedException {
    assertThat(ask("r\nnot now\n", question()))
        .contains(new Answer("no", Data.ordered(Map.of()), "not now"));
  }

  @Test
  void what_is_no_choice_is_asked_again() throws InterruptedException {
    assertThat(ask("\nmaybe\nr\n\n", question()).orElseThrow().choice()).isEqualTo("no");
    assertThat(output()).contains("please type one of approve/reject");
  }

  @Test
  void an_answer_that_is_not_taken_is_asked_for_again() throws InterruptedException {
    assertThat(ask("a\nbad\nb\n\na\n3\nb\n\n", question()).orElseThrow().values())
        .containsEntry("V", "3");
    assertThat(output()).contains("that is bad");
  }

  @Test
  void a_closed_terminal_answers_nothing() throws InterruptedException {
    assertThat(ask("a\n", question())).isEmpty();
  }

  @Test
  void a_long_line_is_cut() throws InterruptedException {
    var keyboard = new Keyboard(new StringReader("x".repeat(Keyboard.LINE_MAX + 1) + "\n"));

    assertThat(keyboard.line().orElseThrow()).hasSize(Keyboard.LINE_MAX);
  }

  @Test
  void each_of_many_lines_is_handed_over_once() throws InterruptedException {
    int many = 10_000;
    var keyboard = new Keyboard(new StringReader("x\n".repeat(many)));

    for (int i = 0; i < many; i++) {
      assertThat(keyboard.line()).contains("x");
    }

    assertThat(keyboard.line()).isEmpty();
  }

  @Test
  void a_line_nobody_waits_for_any_more_is_for_the_next() throws InterruptedException {
    var keyboard = new Keyboard(new StringReader("x\n"));

    Thread.currentThread().interrupt();

    assertThatThrownBy(keyboard::line).isInstanceOf(InterruptedException.class);
    assertThat(keyboard.line()).contains("x");
  }

  @Test
  void control_characters_of_a_pipeline_do_not_reach_the_terminal() throws InterruptedException {
    var hostile =
        new Question(
            "\033[2Jgone",
            List.of("\033]0;title\007"),
            List.of(new Choice("ok", "ok", false)),
            List.of(),
            true,
            _ -> Optional.empty());

    var _ = ask("ok\n\n", hostile);

    assertThat(output()).doesNotContain("\033");
  }

  @Test
  void who_waits_for_another_question_to_be_answered_may_stop_waiting() throws Exception {
    var console = new Console(shown, shown, true, true, Map.of(), Console.Colours.NEVER);
    try (var typist = new PipedWriter();
        var typed = new PipedReader(typist)) {
      var asking = new TerminalAsking(console, Texts.of(Locale.ENGLISH), new Keyboard(typed));
      var first = new FutureTask<>(() -> asking.ask(question()));
      Thread.ofVirtual().start(first);
      while (!output().contains("approve/reject")) {
        Thread.onSpinWait();
      }

      var second = new FutureTask<>(() -> asking.ask(question()));
      Thread waiting = Thread.ofVirtual().start(second);
      waiting.interrupt();

      assertThatThrownBy(second::get).hasCauseInstanceOf(InterruptedException.class);
      typist.write("r\n\n");
      typist.flush();
      assertThat(first.get().orElseThrow().choice()).isEqualTo("no");
    }
  }
}
