import * as nodeModule from "node:module";
import type { GateAnswer } from "./gate.js";
import { answerQuestions } from "./host/thread.js";
import { loadTypeScript } from "./render/load-typescript.js";
import { type FileToVerify, verifyModule } from "./render/verify-module.js";

// The thread of `gate.ts`. Node.js 22.1 and newer keep what they compiled, by thread.
const enableCompileCache: unknown = Reflect.get(nodeModule, "enableCompileCache");
if (typeof enableCompileCache === "function") enableCompileCache();
// Before the first file is there.
loadTypeScript();
answerQuestions<FileToVerify, GateAnswer>(verifyModule);
