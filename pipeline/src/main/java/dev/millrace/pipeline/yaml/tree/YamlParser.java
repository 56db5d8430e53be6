package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.Phrase;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML 1.2. Never throws for what a text holds; what is wrong becomes a problem. */
public final class YamlParser {
  private static final int SMALLEST_BUFFER = 1_024;

  private YamlParser() {}

  /**
   * The one document of {@code origin}'s text. Empty, with a problem added, when there is none that
   * could be looked at further; a tree may come with problems too.
   */
  public static Optional<Node> parse(Origin origin, ProblemCollector problems) {
    String text = origin.text();
    if (text.length() > Limits.FILE_MAX_CHARACTERS) {
      problems.add(
          start(origin).problem(Rule.YAML_TOO_LARGE, text.length(), Limits.FILE_MAX_CHARACTERS));
      return Optional.empty();
    }
    try {
      return document(origin, problems);
    } catch (TreeBuilder.Refused refused) {
      problems.add(refused.problem());
    } catch (MarkedYamlEngineException wrong) {
      problems.add(syntax(origin, wrong));
    } catch (ReaderException wrong) {
      // Its position counts from the last piece it has read, so the character is looked for here.
      Argument what = Phrase.CHARACTER.of("U+%04X".formatted(wrong.getCodePoint()));
      problems.add(problemAt(origin, firstUnprintable(text), what));
    } catch (YamlEngineException | NoSuchElementException | IndexOutOfBoundsException wrong) {
      // The parser has a few checks without a mark (a version directive, a broken escape).
      problems.add(problemAt(origin, 0, String.valueOf(wrong.getMessage())));
    }
    return Optional.empty();
  }

  private static Optional<Node> document(Origin origin, ProblemCollector problems) {
    Iterator<Event> events =
        new Parse(settings(origin.text())).parseString(origin.text()).iterator();
    Optional<Node> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() != Event.ID.DocumentStart) {
        continue;
      }
      if (root.isPresent()) {
        problems.add(TreeBuilder.mark(origin, event).problem(Rule.YAML_MANY_DOCUMENTS));
        return root;
      }
      root = Optional.of(new TreeBuilder(origin, events, problems).build());
    }
    if (root.isEmpty() || (root.get() instanceof Node.Scalar scalar && scalar.isNull())) {
      problems.add(start(origin).problem(Rule.YAML_EMPTY));
      return Optional.empty();
    }
    return root;
  }

  /** One buffer for all of it: the parser copies what it holds each time it fills it again. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setParseComments(false)
        .setUseMarks(true)
        .setCodePointLimit(Limits.FILE_MAX_CHARACTERS)
        .setBufferSize(Math.max(SMALLEST_BUFFER, text.length() + 1))
        .build();
  }

  private static int firstUnprintable(String text) {
    int[] characters = text.codePoints().toArray();
    int first = 0;
    while (first < characters.length && StreamReader.isPrintable(characters[first])) {
      first++;
    }
    return first;
  }

  private static Mark start(Origin origin) {
    return new Mark(origin, 1, 1, 0, 0);
  }

  private static Problem syntax(Origin origin, MarkedYamlEngineException wrong) {
    String what =
        wrong.getContext() == null || wrong.getContext().isEmpty()
            ? wrong.getProblem()
            : wrong.getContext() + ", " + wrong.getProblem();
    return wrong
        .getProblemMark()
        .or(wrong::getContextMark)
        .map(mark -> problemAt(origin, mark.getIndex(), what))
        .orElseGet(() -> problemAt(origin, 0, what));
  }

  private static Problem problemAt(Origin origin, int offset, Object what) {
    Place place = Offsets.place(origin, offset);
    return new Mark(origin, place.line(), place.column(), 0, 0).problem(Rule.YAML_SYNTAX, what);
  }
}
