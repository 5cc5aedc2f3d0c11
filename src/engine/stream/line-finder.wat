;; Finds the lines that hold one of a few words, and counts all lines, 16 bytes at a time.
;; `scripts/build-line-finder.ts` compiles this into line-finder.wasm.ts; fast-line-finder.ts fills the memory and reads the results.
;;
;; A word is looked for by its two rarest characters: where both stand at their distances, the whole word is compared.
;;
;; Memory:     0   needles, 64 bytes each: 16 times the first rare character, 16 times the second, then as i32 the distances of the
;;                 two from the word's start, its length, and where its characters are
;;           512   the characters of the needles
;;          4096   hits, 16 bytes each: start of line, end of line, lines before it, place of the needle
;;         69632   the text
(module
  (memory (export "memory") 20)
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $position (export "position") (mut i32) (i32.const 0))
  (global $loneCr (export "loneCr") (mut i32) (i32.const 0))

  ;; Whether one of the needles stands at $at. The text goes on to $to.
  (func $verify (param $at i32) (param $to i32) (param $needles i32) (result i32)
    (local $n i32) (local $length i32) (local $word i32) (local $i i32)
    (block $none
      (loop $next
        (br_if $none (i32.ge_u (local.get $n) (local.get $needles)))
        (local.set $length (i32.load offset=40 (i32.shl (local.get $n) (i32.const 6))))
        (local.set $word (i32.load offset=44 (i32.shl (local.get $n) (i32.const 6))))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (br_if $next (i32.gt_u (i32.add (local.get $at) (local.get $length)) (local.get $to)))
        (local.set $i (i32.const 0))
        (loop $compare
          (br_if $next (i32.ne (i32.load8_u (i32.add (local.get $at) (local.get $i))) (i32.load8_u (i32.add (local.get $word) (local.get $i)))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $compare (i32.lt_u (local.get $i) (local.get $length))))
        (return (i32.const 1))))
    (i32.const 0))

  ;; The offset after the last LF before $at, or $from.
  (func $lineStart (param $at i32) (param $from i32) (result i32)
    (local $mask i32)
    (loop $back
      (if (i32.ge_s (i32.sub (local.get $at) (i32.const 16)) (local.get $from))
        (then
          (local.set $mask (i8x16.bitmask (i8x16.eq (v128.load (i32.sub (local.get $at) (i32.const 16))) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10))))
          (if (local.get $mask)
            (then (return (i32.sub (i32.add (local.get $at) (i32.const 16)) (i32.clz (local.get $mask))))))
          (local.set $at (i32.sub (local.get $at) (i32.const 16)))
          (br $back))))
    (loop $back
      (br_if $back
        (if (result i32) (i32.and (i32.gt_s (local.get $at) (local.get $from)) (i32.ne (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 10)))
          (then (local.set $at (i32.sub (local.get $at) (i32.const 1))) (i32.const 1))
          (else (i32.const 0)))))
    (local.get $at))

  ;; The offset of the first LF at or after $at, or $to. A CR on the way that stands alone is noted.
  (func $lineEnd (param $at i32) (param $to i32) (result i32)
    (local $v v128) (local $mask i32)
    (block $found
      (loop $on
        (br_if $found (i32.ge_u (local.get $at) (local.get $to)))
        (local.set $v (v128.load (local.get $at)))
        (local.set $mask (i8x16.bitmask (v128.or
          (i8x16.eq (local.get $v) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10))
          (i8x16.eq (local.get $v) (v128.const i8x16 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13)))))
        (if (i32.eqz (local.get $mask))
          (then (local.set $at (i32.add (local.get $at) (i32.const 16))) (br $on)))
        (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $mask))))
        (br_if $found (i32.ne (i32.load8_u (local.get $at)) (i32.const 13)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $found (i32.eq (i32.load8_u (local.get $at)) (i32.const 10)))
        (global.set $loneCr (i32.const 1))))
    (if (result i32) (i32.lt_u (local.get $at) (local.get $to)) (then (local.get $at)) (else (local.get $to))))

  ;; Looks from $position to $to, adding to $lines. $from begins a line; text behind $to does not count, but 80 bytes there can be read.
  ;; Stops early when $most hits are written. Returns how many were.
  (func (export "find") (param $from i32) (param $to i32) (param $needles i32) (param $most i32) (result i32)
    (local $p i32) (local $v v128) (local $lf v128) (local $some v128) (local $lone v128) (local $n i32) (local $entry i32)
    (local $mask i32) (local $lfMask i32) (local $at i32) (local $hits i32) (local $out i32) (local $end i32) (local $left i32)
    (local.set $p (global.get $position))
    (local.set $out (i32.const 4096))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $p) (local.get $to)))
        (local.set $v (v128.load (local.get $p)))
        (local.set $lf (i8x16.eq (local.get $v) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10)))
        (local.set $lone (v128.or (local.get $lone) (v128.andnot
          (i8x16.eq (local.get $v) (v128.const i8x16 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13 13))
          (i8x16.eq (v128.load offset=1 (local.get $p)) (v128.const i8x16 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10 10)))))
        (local.set $some (v128.const i64x2 0 0))
        (local.set $n (local.get $needles))
        (local.set $entry (i32.const 0))
        (loop $needle
          (local.set $some (v128.or (local.get $some) (v128.and
            (i8x16.eq (v128.load (i32.add (local.get $p) (i32.load offset=32 (local.get $entry)))) (v128.load (local.get $entry)))
            (i8x16.eq (v128.load (i32.add (local.get $p) (i32.load offset=36 (local.get $entry)))) (v128.load offset=16 (local.get $entry))))))
          (local.set $entry (i32.add (local.get $entry) (i32.const 64)))
          (br_if $needle (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.set $lfMask (i8x16.bitmask (local.get $lf)))
        ;; of the last block only what stands before $to
        (local.set $left (i32.sub (local.get $to) (local.get $p)))
        (if (i32.lt_u (local.get $left) (i32.const 16))
          (then (local.set $lfMask (i32.and (local.get $lfMask) (i32.sub (i32.shl (i32.const 1) (local.get $left)) (i32.const 1))))))
        (if (v128.any_true (local.get $some))
          (then
            (local.set $mask (i8x16.bitmask (local.get $some)))
            (loop $candidate
              (local.set $at (i32.add (local.get $p) (i32.ctz (local.get $mask))))
              (if (call $verify (local.get $at) (local.get $to) (local.get $needles))
                (then
                  (local.set $end (call $lineEnd (local.get $at) (local.get $to)))
                  (global.set $lines (i32.add (global.get $lines) (i32.popcnt (i32.and (local.get $lfMask)
                    (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $at) (local.get $p))) (i32.const 1))))))
                  (i32.store (local.get $out) (call $lineStart (local.get $at) (local.get $from)))
                  (i32.store offset=4 (local.get $out) (local.get $end))
                  (i32.store offset=8 (local.get $out) (global.get $lines))
                  (i32.store offset=12 (local.get $out) (local.get $at))
                  (local.set $out (i32.add (local.get $out) (i32.const 16)))
                  (local.set $hits (i32.add (local.get $hits) (i32.const 1)))
                  (if (i32.lt_u (local.get $end) (local.get $to))
                    (then (global.set $lines (i32.add (global.get $lines) (i32.const 1)))))
                  (local.set $p (i32.add (local.get $end) (i32.const 1)))
                  (br_if $done (i32.ge_u (local.get $hits) (local.get $most)))
                  (br $block)))
              (br_if $candidate (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
        (global.set $lines (i32.add (global.get $lines) (i32.popcnt (local.get $lfMask))))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (br $block)))
    (global.set $position (local.get $p))
    ;; a CR in the padding is none
    (if (v128.any_true (local.get $lone)) (then (global.set $loneCr (i32.const 1))))
    (local.get $hits)))
