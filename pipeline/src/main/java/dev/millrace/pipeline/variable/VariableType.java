package dev.millrace.pipeline.variable;

import java.util.Optional;

/** What a variable holds and how it is asked for; names are those of the JSON model. */
public enum VariableType {
  STRING("vuex-input"),
  TEXTAREA("vuex-textarea"),
  ENUM("selector"),
  MULTIPLE("checkbox"),
  BOOLEAN("boolean"),
  GIT_REF("git-ref"),
  SVN_TAG("svn-tag"),
  REPO_REF("repo-ref"),
  CODE_LIB("code-lib"),
  CONTAINER_TYPE("container-type"),
  ARTIFACTORY("artifactory"),
  SUB_PIPELINE("sub-pipeline"),
  CUSTOM_FILE("custom-file"),
  FORM_LIST("form-list"),
  /** Shown to the reader, carries no value of its own; a STRING in the JSON model. */
  TIPS("tips"),
  TIME_PICKER("time-picker"),
  COMPANY_STAFF("company-staff-input"),
  DATE(""),
  LONG(""),
  PASSWORD(""),
  TEMPORARY("");

  private final String yamlName;

  VariableType(String yamlName) {
    this.yamlName = yamlName;
  }

  /** The control's name in YAML; empty for types only the JSON model has. */
  public String yamlName() {
    return yamlName;
  }

  /** The type whose control has this name in YAML. */
  public static Optional<VariableType> ofYamlName(String name) {
    for (VariableType type : values()) {
      if (!name.isEmpty() && type.yamlName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
