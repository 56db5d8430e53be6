package dev.millrace.server;

import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Audit;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.HashCost;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.PasswordCheck;
import dev.millrace.server.access.PasswordHashing;
import dev.millrace.server.access.Passwords;
import dev.millrace.server.access.Secrets;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.Setup;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.Throttle;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.access.Users;
import dev.millrace.server.access.http.AuditRoutes;
import dev.millrace.server.access.http.MemberRoutes;
import dev.millrace.server.access.http.OwnRoutes;
import dev.millrace.server.access.http.OwnTokenRoutes;
import dev.millrace.server.access.http.SessionRoutes;
import dev.millrace.server.access.http.SetupRoutes;
import dev.millrace.server.access.http.UserProofRoutes;
import dev.millrace.server.access.http.UserRoutes;
import dev.millrace.server.configuration.ServerSettings;
import dev.millrace.server.http.Route;
import dev.millrace.server.projects.Projects;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The parts of the room {@code access}, over one store. */
record AccessRooms(
    AccessStore store,
    Doors doors,
    Setup setup,
    SignIn signIn,
    Sessions sessions,
    Passwords passwords,
    Users users,
    Tokens tokens,
    Memberships memberships,
    Audit audit) {
  static AccessRooms of(
      AccessStore store, ServerSettings settings, InstantSource clock, SecureRandom random) {
    AccessLimits limits = AccessLimits.STANDARD;
    var secrets = new Secrets(random);
    var doors = new Doors(store, clock);
    var hashing = new PasswordHashing(HashCost.STANDARD, random);
    var check =
        new PasswordCheck(
            store,
            hashing,
            clock,
            new Throttle(Throttle.Rule.OF_ACCOUNT),
            new Throttle(Throttle.Rule.OF_ADDRESS));
    return new AccessRooms(
        store,
        doors,
        new Setup(store, hashing, secrets, doors, clock),
        new SignIn(
            store,
            check,
            hashing,
            secrets,
            new SignIn.Terms(settings.sessions(), limits, doors, clock)),
        new Sessions(store, doors, clock),
        new Passwords(store, check, hashing, doors, clock),
        new Users(store, hashing, limits, doors, clock),
        new Tokens(store, secrets, limits, doors, clock),
        new Memberships(store, limits, doors, clock),
        new Audit(store, settings.audits(), clock));
  }

  List<Route> routes(Projects projects) {
    var all = new ArrayList<Route>();
    all.addAll(new SetupRoutes(setup, signIn).routes());
    all.addAll(new SessionRoutes(signIn, sessions, tokens, users, memberships).routes());
    all.addAll(new OwnRoutes(users, passwords, sessions).routes());
    all.addAll(new OwnTokenRoutes(tokens).routes());
    all.addAll(new UserRoutes(users).routes());
    all.addAll(new UserProofRoutes(users, passwords, sessions, tokens).routes());
    all.addAll(new MemberRoutes(memberships, projects).routes());
    all.addAll(new AuditRoutes(audit, projects).routes());
    return all;
  }
}
