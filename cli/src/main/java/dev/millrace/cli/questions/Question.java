package dev.millrace.cli.questions;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Something a person has to decide. All texts are in the person's language already, and may hold
 * anything: whoever shows them makes them harmless.
 *
 * @param title one line
 * @param about more lines, possibly none
 * @param choices at least one
 * @param fields filled in for a choice that takes them
 * @param takesRemark whether the person may add a remark
 * @param problem what speaks against an answer; empty: it is taken
 */
public record Question(
    String title,
    List<String> about,
    List<Choice> choices,
    List<Field> fields,
    boolean takesRemark,
    Function<Answer, Optional<String>> problem) {
  public Question {
    about = List.copyOf(about);
    choices = List.copyOf(choices);
    fields = List.copyOf(fields);
  }

  /**
   * One way to answer.
   *
   * @param id for the asker
   * @param word what the person types; its first letter is enough where it is the only such word
   * @param takesFields whether the fields are asked for with it
   */
  public record Choice(String id, String word, boolean takesFields) {}

  /**
   * A value to fill in.
   *
   * @param name for the asker
   * @param label what the person sees
   * @param options what it may be; empty: anything
   * @param value what it is unless another is typed
   */
  public record Field(String name, String label, List<String> options, String value) {
    public Field {
      options = List.copyOf(options);
    }
  }

  /**
   * What a person said.
   *
   * @param choice id of the choice
   * @param values by name; only with a choice that takes them
   * @param remark possibly empty
   */
  public record Answer(String choice, SequencedMap<String, String> values, String remark) {
    public Answer {
      values = Data.ordered(values);
    }
  }
}
