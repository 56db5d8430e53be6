package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What must be passed before (or after) a stage.
 *
 * @param timeoutHours 1..720; empty: 24
 * @param flows asked one after another; any one reviewer of a flow decides
 * @param gates quality gates, v2 and JSON only
 */
public record StageCheck(
    Optional<Integer> timeoutHours,
    List<ReviewFlow> flows,
    List<ReviewVariable> variables,
    String description,
    boolean markdown,
    List<String> notifyTypes,
    List<String> chatIds,
    Optional<Data> gates,
    SequencedMap<String, Data> extras) {
  public StageCheck {
    flows = List.copyOf(flows);
    variables = List.copyOf(variables);
    notifyTypes = List.copyOf(notifyTypes);
    chatIds = List.copyOf(chatIds);
    extras = Data.ordered(extras);
  }

  /** One group of people who may approve; either reviewers or user groups, or both in JSON. */
  public record ReviewFlow(String name, List<String> reviewers, List<String> groups) {
    public ReviewFlow {
      reviewers = List.copyOf(reviewers);
      groups = List.copyOf(groups);
    }
  }

  /** A value a reviewer may fill in. */
  public record ReviewVariable(
      String name,
      String label,
      ReviewInput type,
      Data defaultValue,
      List<Data> values,
      Optional<String> valuesExpression,
      boolean required,
      String description) {
    public ReviewVariable {
      values = List.copyOf(values);
    }
  }

  /** Form controls of a review. */
  public enum ReviewInput {
    INPUT,
    TEXTAREA,
    SELECTOR,
    SELECTOR_MULTIPLE,
    BOOL,
    CHECKBOX
  }
}
