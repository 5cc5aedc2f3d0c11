/** User settings of the window that the UI tests look at. */
import type { Settings } from '../../scripts/vscode/server';

/** Nothing moves, nothing offers itself, nothing is in the picture but explorer, editor and status bar. */
export const calm: Settings = {
  'workbench.colorTheme': 'Default Dark Modern', // an id that 1.100 and 1.139 both know
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
  'workbench.editor.enablePreview': false,
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.stickyScroll.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.fontSize': 14,
  'editor.hover.delay': 100,
  'breadcrumbs.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
};

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** How VS Code's theme picker calls a theme, and the class that tells that it is in force. */
export const THEMES: Record<Theme, { label: string; bodyClass: string }> = {
  dark: { label: 'Dark Modern', bodyClass: 'vs-dark' },
  light: { label: 'Light Modern', bodyClass: 'vs' },
  'high-contrast': { label: 'Dark High Contrast', bodyClass: 'hc-black' },
  'high-contrast-light': { label: 'Light High Contrast', bodyClass: 'hc-light' },
};
