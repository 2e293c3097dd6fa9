package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void linuxNeedsADisplayUnlessTheToolkitIsHeadless() {
        assertThat(Main.hasDisplay(Map.of(), "Linux", null)).isFalse();
        assertThat(Main.hasDisplay(Map.of("DISPLAY", " "), "Linux", null)).isFalse();
        assertThat(Main.hasDisplay(Map.of("DISPLAY", ":0"), "Linux", null)).isTrue();
        assertThat(Main.hasDisplay(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux", null))
                .isTrue();
        assertThat(Main.hasDisplay(Map.of(), "Linux", "Headless")).isTrue();
    }

    @Test
    void windowsAndMacAlwaysHaveOne() {
        assertThat(Main.hasDisplay(Map.of(), "Windows 11", null)).isTrue();
        assertThat(Main.hasDisplay(Map.of(), "Mac OS X", null)).isTrue();
    }
}
