package io.quartermaster.app.testing;

import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.connections.ConnectionProfile.Kind;
import io.quartermaster.app.connections.ConnectionsPage;
import io.quartermaster.app.connections.ConnectionsViewModel;
import io.quartermaster.app.connections.ProfileStore;
import io.quartermaster.app.connections.SystemSecrets;
import io.quartermaster.app.connections.TestResult;
import io.quartermaster.app.connections.TlsMode;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.settings.SettingsPage;
import java.nio.file.Path;
import java.util.List;

/// A window with the connections and settings pages, and one saved production profile.
public final class ConnectionsWindow {
    public static final ConnectionProfile PROD = new ConnectionProfile(
            "p1",
            "settle-cluster",
            Kind.MYSQL,
            "db1.settle.example.com",
            3306,
            "antscheduler",
            "console",
            TlsMode.VERIFY_IDENTITY,
            Environment.PROD,
            true,
            null);

    private ConnectionsWindow() {}

    /// Every test of a connection finds a wrong password.
    public static TestWindow open(Path home) {
        ProfileStore store = new ProfileStore(home.resolve("connections.json"));
        store.save(PROD);
        return TestWindow.open(home, (desk, connection) -> {
            SystemSecrets secrets = new SystemSecrets(home, false);
            ConnectionsViewModel model = new ConnectionsViewModel(
                    desk.texts(),
                    desk.tasks(),
                    desk.toasts(),
                    store,
                    secrets,
                    (profile, password) -> new TestResult.WrongPassword(profile.user()),
                    (profile, password) -> connection.profileProperty().set(profile));
            Directories directories = new Directories(Path.of("config"), Path.of("data"), Path.of("logs"));
            return List.of(new ConnectionsPage(desk, model), new SettingsPage(desk, secrets, directories));
        });
    }
}
