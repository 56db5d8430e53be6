package dev.millrace.cli.questions;

import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.cli.questions.Question.Choice;
import dev.millrace.cli.questions.Question.Field;
import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Asks on the terminal, line by line, so that every terminal and screen reader can do it. One
 * question at a time; safe from any thread.
 */
public final class TerminalAsking {
  private final Console console;
  private final Texts texts;
  private final Keyboard keyboard;
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Asks in one language. */
  public TerminalAsking(Console console, Texts texts, Keyboard keyboard) {
    this.console = console;
    this.texts = texts;
    this.keyboard = keyboard;
  }

  /**
   * Blocks until the question is answered; an answer that is not taken is asked for again. Empty:
   * nobody can answer, since the terminal is closed.
   *
   * @throws InterruptedException if the question has lost its purpose
   */
  public Optional<Answer> ask(Question question) throws InterruptedException {
    // One who waits for the turn may stop waiting, which a synchronized method would not let him.
    turn.lockInterruptibly();
    try {
      return asked(question);
    } finally {
      turn.unlock();
    }
  }

  private Optional<Answer> asked(Question question) throws InterruptedException {
    console.print(Line.of(Style.YELLOW, "? ").plus(Style.BOLD, SafeText.plain(question.title())));
    question.about().forEach(line -> console.print(Line.of("  " + SafeText.plain(line))));
    try {
      Answer answer = once(question);
      for (var problem = question.problem().apply(answer);
          problem.isPresent();
          problem = question.problem().apply(answer)) {
        complain(problem.get());
        answer = once(question);
      }
      return Optional.of(answer);
    } catch (Closed nobodyThere) {
      return Optional.empty();
    }
  }

  /** No line comes any more. */
  private static final class Closed extends Exception {
    private static final long serialVersionUID = 1;
  }

  private Answer once(Question question) throws InterruptedException, Closed {
    Choice choice = choice(question.choices());
    var values = new LinkedHashMap<String, String>();
    if (choice.takesFields()) {
      for (Field field : question.fields()) {
        values.put(field.name(), value(field));
      }
    }
    String remark = question.takesRemark() ? prompt(texts.get("ask.remark")) : "";
    return new Answer(choice.id(), values, remark);
  }

  private Choice choice(List<Choice> choices) throws InterruptedException, Closed {
    String words = choices.stream().map(Choice::word).collect(Collectors.joining("/"));
    while (true) {
      String typed = prompt(words).toLowerCase(Locale.ROOT);
      List<Choice> meant =
          choices.stream()
              .filter(choice -> !typed.isEmpty())
              .filter(choice -> choice.word().toLowerCase(Locale.ROOT).startsWith(typed))
              .toList();
      if (meant.size() == 1) {
        return meant.getFirst();
      }
      complain(texts.get("ask.one-of", words));
    }
  }

  private String value(Field field) throws InterruptedException, Closed {
    String options =
        field.options().isEmpty() ? "" : " (" + String.join(", ", field.options()) + ")";
    String before = field.value().isEmpty() ? "" : " [" + field.value() + "]";
    String typed = prompt(field.label() + options + before);
    return typed.isEmpty() ? field.value() : typed;
  }

  private String prompt(String text) throws InterruptedException, Closed {
    console.write("  " + SafeText.plain(text) + ": ");
    Optional<String> line = keyboard.line();
    if (line.isEmpty()) {
      console.write("\n");
      throw new Closed();
    }
    return line.get().strip();
  }

  private void complain(String problem) {
    console.print(Line.of("  ").plus(Style.RED, SafeText.plain(problem)));
  }
}
