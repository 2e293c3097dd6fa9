package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// One cell in the picture.
final class CellCard extends VBox {
    static final double WIDTH = 176;
    static final double HEIGHT = 98;

    private static final PseudoClass GIVES = PseudoClass.getPseudoClass("gives");
    private static final PseudoClass TAKES = PseudoClass.getPseudoClass("takes");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final PseudoClass AIMED = PseudoClass.getPseudoClass("aimed");

    private final String zone;
    private final Texts texts;
    private final Label role = new Label();

    CellCard(Cell cell, Texts texts) {
        this.zone = cell.zone();
        this.texts = texts;
        setId("cell-" + zone);
        getStyleClass().add("cell-card");
        setPrefSize(WIDTH, HEIGHT);
        pseudoClassStateChanged(UNKNOWN, !cell.known());
        Label name = new Label(zone);
        name.getStyleClass().add("strong");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        role.getStyleClass().addAll("small", "cell-role");
        getChildren().add(name);
        if (cell.known()) {
            getChildren().addAll(servers(cell), clients(cell));
        } else {
            getChildren().add(line("fth-help-circle", texts.get("zones.cell.unknown"), "status-failed"));
        }
        getChildren().add(role);
        Tooltip.install(this, new Tooltip(tip(cell)));
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(texts.get("zones.cell.describe", zone, serverText(cell), clientText(cell)));
    }

    String zone() {
        return zone;
    }

    /// What the moves shown make of this cell.
    void show(boolean gives, boolean takes) {
        pseudoClassStateChanged(GIVES, gives);
        pseudoClassStateChanged(TAKES, takes && !gives);
        role.setText(gives ? texts.get("zones.cell.gives") : takes ? texts.get("zones.cell.takes") : "");
    }

    /// Whether an arrow being drawn would end here.
    void aim(boolean aimed) {
        pseudoClassStateChanged(AIMED, aimed);
    }

    private Label servers(Cell cell) {
        boolean down = cell.servers() > 0 && cell.live() == 0;
        boolean some = cell.live() > 0 && cell.live() < cell.servers();
        String style = down ? "status-failed" : some ? "status-waiting" : "muted";
        return line(down || some ? "fth-alert-circle" : "fth-server", serverText(cell), style);
    }

    private Label clients(Cell cell) {
        return line("fth-users", clientText(cell), "muted");
    }

    private String serverText(Cell cell) {
        if (cell.servers() > 0 && cell.live() == 0) {
            return texts.get("zones.cell.servers.dead", cell.servers());
        }
        return cell.live() < cell.servers()
                ? texts.get("zones.cell.servers.some", cell.live(), cell.servers())
                : texts.get("zones.cell.servers", cell.servers());
    }

    private String clientText(Cell cell) {
        return texts.get("zones.cell.clients", cell.clients());
    }

    private String tip(Cell cell) {
        if (!cell.known()) {
            return zone + "\n" + texts.get("zones.cell.unknown.help");
        }
        String applications = cell.applications().isEmpty()
                ? ""
                : "\n" + texts.get("zones.cell.applications", String.join(", ", cell.applications()));
        return zone + "\n" + serverText(cell) + "\n" + clientText(cell) + applications;
    }

    private static Label line(String icon, String text, String style) {
        Label label = new Label(text, new FontIcon(icon));
        label.getStyleClass().addAll("small", style);
        return label;
    }
}
