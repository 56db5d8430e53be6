package dev.millrace.cli.pipelines;

import dev.millrace.engine.order.JsonText;
import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.matrix.MatrixCase;
import dev.millrace.pipeline.matrix.MatrixExpansion;
import dev.millrace.pipeline.matrix.MatrixText;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cases of a pipeline's matrices as far as they are known before a build: by the defaults. */
final class MatrixCases {
  private final FlatVariables defaults;

  MatrixCases(Pipeline pipeline) {
    Map<String, String> values = new HashMap<>();
    for (Variable variable : pipeline.variables()) {
      values.put(variable.name(), text(variable.value()));
      values.put("variables." + variable.name(), text(variable.value()));
    }
    this.defaults = FlatVariables.of(values);
  }

  /**
   * The cases.
   *
   * @param reason why they are not known, where they are not
   */
  record Answer(List<String> cases, Optional<Sentence> reason) {}

  Answer of(Matrix matrix) {
    Optional<MatrixExpansion> expansion =
        switch (matrix.axes()) {
          case Matrix.FromText(var text) ->
              Optional.of(MatrixExpansion.of(new MatrixText(text, "", ""), defaults));
          case Matrix.AxisMap(var axes) -> written(axes, matrix);
        };
    return switch (expansion.orElseGet(
        () -> new MatrixExpansion.Refused(Sentence.verbatim("fromJSON")))) {
      case MatrixExpansion.Expanded(var cases) ->
          new Answer(cases.stream().map(MatrixCases::shown).toList(), Optional.empty());
      case MatrixExpansion.Refused(var reason) -> new Answer(List.of(), Optional.of(reason));
    };
  }

  private Optional<MatrixExpansion> written(Map<String, Matrix.AxisValues> axes, Matrix matrix) {
    var lists = new LinkedHashMap<String, List<String>>();
    for (var axis : axes.entrySet()) {
      if (!(axis.getValue() instanceof Matrix.AxisList(var values))) {
        return Optional.empty();
      }
      lists.put(axis.getKey(), values.stream().map(this::text).toList());
    }
    if (!(matrix.include() instanceof Matrix.CaseList(var include))
        || !(matrix.exclude() instanceof Matrix.CaseList(var exclude))) {
      return Optional.empty();
    }
    return Optional.of(
        MatrixExpansion.of(
            new dev.millrace.pipeline.matrix.Matrix(
                lists, new ArrayList<>(include), new ArrayList<>(exclude))));
  }

  private static String shown(MatrixCase one) {
    return one.values().entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(" "));
  }

  /** A value as people write it. */
  String text(Data value) {
    return switch (value) {
      case Data.Text(var text) -> text;
      case Data.Flag(var flag) -> Boolean.toString(flag);
      case Data.Decimal(var number) -> number.toPlainString();
      case Data.Nothing _ -> "";
      case Data.Items _, Data.Fields _ -> JsonText.of(value);
    };
  }
}
