package dev.millrace.expression;

import dev.millrace.expression.ExpressionException.Refused;
import dev.millrace.expression.Function.Arguments;
import dev.millrace.expression.Value.Arr;
import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Obj;
import dev.millrace.expression.Value.Str;
import dev.millrace.wording.Sentence;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * The functions of the language. Text is compared by case, unlike in the language this resembles.
 */
final class StandardFunctions {
  private static final String DAY_FORM = "yyyy-MM-dd";
  private static final String MOMENT_FORM = "yyyy-MM-dd HH:mm:ss";

  /**
   * Made when a time is read: few do, and all who start pay for formatters that are made sooner.
   */
  private static final class Forms {
    static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
    static final DateTimeFormatter MOMENT = strict("uuuu-MM-dd HH:mm:ss");

    private Forms() {}

    private static DateTimeFormatter strict(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    }
  }

  private StandardFunctions() {}

  static List<Function> all(ZoneId zone) {
    return List.of(
        new Function("contains", 2, 2, StandardFunctions::contains),
        new Function("startsWith", 2, 2, onTexts(String::startsWith)),
        new Function("endsWith", 2, 2, onTexts(String::endsWith)),
        new Function("format", 1, Limits.MAX_ARGUMENTS, FormatFunction::format),
        new Function("join", 1, 2, StandardFunctions::join),
        new Function("toJSON", 1, 1, StandardFunctions::toJson),
        new Function("fromJSON", 1, 1, arguments -> Json.read(arguments.at(0).asText())),
        new Function("strToTime", 1, 1, arguments -> strToTime(arguments.at(0).asText(), zone)));
  }

  static Function hashFiles(Functions.HashFiles files) {
    return new Function(
        "hashFiles",
        1,
        Limits.MAX_ARGUMENTS,
        arguments -> {
          List<String> patterns = new ArrayList<>();
          for (int i = 0; i < arguments.count(); i++) {
            patterns.add(arguments.at(i).asText());
          }
          return new Str(files.hash(patterns));
        });
  }

  private static Value contains(Arguments arguments) {
    Value where = arguments.at(0);
    Value what = arguments.at(1);
    return switch (where) {
      case Arr array ->
          Bool.of(array.elements().stream().anyMatch(element -> Comparison.equal(element, what)));
      case Obj _ -> Bool.FALSE;
      case Null _, Bool _, Num _, Str _ ->
          Bool.of(what.isPrimitive() && TextSearch.contains(where.asText(), what.asText()));
    };
  }

  private static Function.Body onTexts(BiPredicate<String, String> test) {
    return arguments -> {
      Value where = arguments.at(0);
      Value what = arguments.at(1);
      return Bool.of(
          where.isPrimitive() && what.isPrimitive() && test.test(where.asText(), what.asText()));
    };
  }

  private static Value join(Arguments arguments) {
    Value parts = arguments.at(0);
    if (!(parts instanceof Arr array)) {
      return new Str(parts.isPrimitive() ? parts.asText() : "");
    }
    Value given = arguments.count() == 2 ? arguments.at(1) : new Str(",");
    String separator = given.isPrimitive() ? given.asText() : ",";
    BoundedText joined = new BoundedText(Limits.MAX_FUNCTION_RESULT_LENGTH);
    String before = "";
    for (Value part : array.elements()) {
      joined.add(before).add(part.asText());
      before = separator;
    }
    return new Str(joined.toString());
  }

  /** Null stays null, so that a missing name stays empty where the result is put into a text. */
  private static Value toJson(Arguments arguments) {
    Value value = arguments.at(0);
    return value instanceof Null ? value : new Str(Json.write(value));
  }

  /** Milliseconds, the unit of {@code ci.pipeline_start_time}, to which users compare it. */
  private static Value strToTime(String text, ZoneId zone) {
    try {
      LocalDateTime moment =
          switch (text.length()) {
            case 10 -> LocalDate.parse(text, Forms.DAY).atStartOfDay();
            case 19 -> LocalDateTime.parse(text, Forms.MOMENT);
            default -> throw notATime(ExpressionWording.FOUND_LENGTH.of(text.length()));
          };
      return new Num(moment.atZone(zone).toInstant().toEpochMilli());
    } catch (DateTimeParseException wrong) {
      throw notATime(ExpressionWording.FOUND_NO_DATE.of());
    }
  }

  private static Refused notATime(Sentence found) {
    return new Refused(ExpressionWording.NOT_A_TIME.of(DAY_FORM, MOMENT_FORM, found));
  }
}
