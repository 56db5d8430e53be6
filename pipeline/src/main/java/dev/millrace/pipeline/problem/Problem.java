package dev.millrace.pipeline.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing wrong with a file.
 *
 * @param place where
 * @param rule which rule is broken; its id is stable
 * @param severity that of the rule, or less
 * @param arguments what the message names, in the order of its placeholders
 * @param suggestion what to write instead, where we can guess
 * @param usedFrom when {@code place} is in a template: where it is used, innermost first
 */
public record Problem(
    Place place,
    Rule rule,
    Severity severity,
    List<Argument> arguments,
    Optional<String> suggestion,
    List<Place> usedFrom) {
  public Problem {
    arguments = List.copyOf(arguments);
    usedFrom = List.copyOf(usedFrom);
  }

  /** A problem of a file that is no template, without a suggestion. */
  public static Problem at(Place place, Rule rule, Object... arguments) {
    return new Problem(
        place,
        rule,
        rule.severity(),
        Arrays.stream(arguments).map(Argument::of).toList(),
        Optional.empty(),
        List.of());
  }

  /** The same with a guess at what was meant. */
  public Problem suggesting(Optional<String> guess) {
    return new Problem(place, rule, severity, arguments, guess, usedFrom);
  }

  /** The same as a warning: the rule is broken, and whoever made the format puts up with that. */
  public Problem tolerated() {
    return new Problem(place, rule, Severity.WARNING, arguments, suggestion, usedFrom);
  }

  /** The same, found in a template that {@code chain} uses. */
  public Problem usedFrom(List<Place> chain) {
    return new Problem(place, rule, severity, arguments, suggestion, chain);
  }

  /** The same somewhere else. */
  public Problem movedTo(Place other) {
    return new Problem(other, rule, severity, arguments, suggestion, usedFrom);
  }

  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  /** A sentence for people; English where {@code locale}'s language has no texts. */
  public String message(Locale locale) {
    return Texts.of(locale).message(this);
  }

  /** {@code file:line:column rule}, what tests and scripts compare. */
  @Override
  public String toString() {
    return place + " " + rule.id();
  }
}
