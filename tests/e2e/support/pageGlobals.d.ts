/// <reference path="../../../src-renderer/client/bridge.d.ts" />
