package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain scalar means: the core schema of YAML 1.2 (section 10.3.2), so {@code on}, {@code
 * yes} and {@code 12:30} are texts. Numbers no pipeline needs (infinite, or longer than {@value
 * #MAX_NUMBER_LENGTH} characters) are texts as well.
 */
public final class CoreScalars {
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

  private CoreScalars() {}

  static ScalarType typeOf(String plain) {
    if (plain.length() > MAX_NUMBER_LENGTH) {
      return ScalarType.TEXT;
    }
    if (NOTHING.matcher(plain).matches()) {
      return ScalarType.NULL;
    }
    if (FLAG.matcher(plain).matches()) {
      return ScalarType.BOOLEAN;
    }
    if (INTEGER.matcher(plain).matches()) {
      return ScalarType.INTEGER;
    }
    return DECIMAL.matcher(plain).matches() ? ScalarType.DECIMAL : ScalarType.TEXT;
  }

  static Optional<ScalarType> ofTag(String tag) {
    return switch (tag) {
      case "tag:yaml.org,2002:str" -> Optional.of(ScalarType.TEXT);
      case "tag:yaml.org,2002:bool" -> Optional.of(ScalarType.BOOLEAN);
      case "tag:yaml.org,2002:int" -> Optional.of(ScalarType.INTEGER);
      case "tag:yaml.org,2002:float" -> Optional.of(ScalarType.DECIMAL);
      case "tag:yaml.org,2002:null" -> Optional.of(ScalarType.NULL);
      default -> Optional.empty();
    };
  }

  /**
   * The value of an {@link ScalarType#INTEGER}; the nearest {@code long} where it is beyond.
   * Without BigInteger, whose class takes longer to initialise than a small file to read.
   */
  public static long whole(String plain) {
    try {
      if (plain.startsWith("0o")) {
        return Long.parseLong(plain.substring(2), 8);
      }
      return plain.startsWith("0x")
          ? Long.parseLong(plain.substring(2), 16)
          : Long.parseLong(plain);
    } catch (NumberFormatException tooLong) {
      return plain.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The number an {@link ScalarType#INTEGER} or {@link ScalarType#DECIMAL} is. */
  public static BigDecimal number(String plain) {
    if (plain.startsWith("0o")) {
      return new BigDecimal(new BigInteger(plain.substring(2), 8));
    }
    if (plain.startsWith("0x")) {
      return new BigDecimal(new BigInteger(plain.substring(2), 16));
    }
    return new BigDecimal(plain);
  }

  /** Whether a {@link ScalarType#BOOLEAN} is true. */
  public static boolean flag(String plain) {
    return plain.equalsIgnoreCase("true");
  }
}
