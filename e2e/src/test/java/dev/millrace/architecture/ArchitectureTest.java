package dev.millrace.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  /** Where the real clock and real randomness enter; everywhere else they arrive as arguments. */
  private static final String[] ENTRY_POINTS = {"dev.millrace.cli.."};

  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl|Processor|Common)");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages("dev.millrace");

  @Test
  void the_whole_product_is_looked_at() {
    var rooms = new TreeSet<String>();

    PRODUCT.forEach(type -> rooms.add(AllowedImports.roomOf(type.getName())));

    assertThat(rooms).contains("expression", "pipeline", "engine", "protocol", "agent", "cli");
  }

  @Test
  void nobody_imports_what_the_table_does_not_allow() {
    var forbidden = new TreeSet<String>();

    for (JavaClass type : PRODUCT) {
      String room = AllowedImports.roomOf(type.getName());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String imported = dependency.getTargetClass().getBaseComponentType().getName();
        if (imported.contains(".") && !AllowedImports.allows(room, imported)) {
          forbidden.add(room + " (" + type.getSimpleName() + ") imports " + imported);
        }
      }
    }

    assertThat(forbidden).isEmpty();
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("dev.millrace.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void time_and_chance_arrive_as_arguments() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ENTRY_POINTS)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(PRODUCT);
  }

  @Test
  void nobody_sleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(PRODUCT);
  }

  @Test
  void every_package_has_a_sign_on_its_door() {
    var unsigned = new TreeSet<String>();

    PRODUCT.stream()
        .map(JavaClass::getPackage)
        .distinct()
        .filter(room -> !isNullMarked(room))
        .forEach(room -> unsigned.add(room.getName()));

    assertThat(unsigned).isEmpty();
  }

  @Test
  void every_name_says_something() {
    var empty = new TreeSet<String>();

    PRODUCT.stream()
        .filter(type -> EMPTY_NAME.matcher(type.getSimpleName()).matches())
        .forEach(type -> empty.add(type.getName()));

    assertThat(empty).isEmpty();
  }

  private static boolean isNullMarked(JavaPackage room) {
    return room.tryGetAnnotationOfType(NullMarked.class).isPresent();
  }
}
