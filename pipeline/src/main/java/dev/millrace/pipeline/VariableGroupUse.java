package dev.millrace.pipeline;

import java.util.Optional;

/** A reference to a group of variables the project shares. */
public record VariableGroupUse(String name, Optional<String> version) {}
