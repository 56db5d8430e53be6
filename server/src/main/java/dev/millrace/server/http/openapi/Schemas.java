package dev.millrace.server.http.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.millrace.server.http.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of records, as {@link Json} reads and writes them. Of one thread. */
final class Schemas {
  /** Where they are in the document. */
  static final String PLACE = "components/schemas";

  private final SchemaBuilder schemas;

  Schemas() {
    var config =
        new SchemaGeneratorConfigBuilder(
                Json.described(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.PLAIN_DEFINITION_KEYS,
                Option.STANDARD_FORMATS,
                Option.INLINE_NULLABLE_SCHEMAS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config.forFields().withRequiredCheck(Schemas::isRequired);
    config.forTypesInGeneral().withCustomDefinitionProvider(Schemas::anything);
    schemas = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  private static boolean isRequired(FieldScope field) {
    return field.getRawMember().getType() != Optional.class;
  }

  /** What is itself JSON, or could be any. */
  private static @Nullable CustomDefinition anything(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (erased != Object.class && !JsonNode.class.isAssignableFrom(erased)) {
      return null;
    }
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    if (erased == ObjectNode.class) {
      schema.put("type", "object");
    }
    return new CustomDefinition(
        schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
  }

  /** A reference to the schema of a type. */
  ObjectNode of(Class<?> type) {
    return schemas.createSchemaReference(type);
  }

  /** Those that were referred to, by their names. */
  ObjectNode all() {
    return schemas.collectDefinitions(PLACE);
  }
}
